import { NodusNetwork, VnfApp } from 'cdk8s-vnf';
import { Router } from '../charts/router';

function router(): Router {
  const app = new VnfApp();
  const lan = new NodusNetwork(app, 'lan', { subnet: '198.51.100.0/24' });
  return new Router(app, 'router', { lan });
}

test('the VM has as many cores as it is given', () => {
  const vm = router()
    .render({ cores: 4 })
    .find(({ kind }) => kind === 'VirtualMachine');
  expect(vm).toMatchObject({ spec: { template: { spec: { domain: { cpu: { cores: 4 } } } } } });
});

test('cores have bounds', () => {
  expect(router().checkValues({ cores: 0 })).toMatchObject([{ path: 'cores', value: 0 }]);
});
