import { NodusNetwork, VnfApp } from 'cdk8s-vnf';
import { Router } from './router';

const app = new VnfApp({ platform: { kubevirt: '1.6' } });
const lan = new NodusNetwork(app, 'lan', { subnet: '198.51.100.0/24' });
new Router(app, 'router', { lan });
app.synth();
