import { VnfApp } from 'cdk8s-vnf';
import { licensedVnf } from './licensed-vnf';
import { site, siteSriov } from './site';
import { vfw } from './vfw';

const app = new VnfApp({ platform: { kubevirt: '1.6', nodus: '6.0' } });
const sriov = siteSriov(app);
vfw(app);
licensedVnf(app, sriov);
site(app, sriov);
app.synth();
