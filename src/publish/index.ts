export type { Machine } from './credentials';
export type { FileFacts, Files } from './io/files';
export type { Http, HttpAnswer, HttpRequest } from './io/http';
export { type Outcome, publish, type PublishEvent, type PublishOptions, type World } from './publish';
export { PublishError, PublishErrors } from './publish-error';
export type { Action } from './targets/target';
