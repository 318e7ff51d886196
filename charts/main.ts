import { VnfApp } from 'cdk8s-vnf';
import { gallery } from './gallery';

const app = new VnfApp({ platform: { kubevirt: '1.6', nodus: '6.0' } });
gallery(app);
app.synth();
