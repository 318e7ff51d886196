export * from './collect';
export * from './finding';
export * from './print';
export * from './silence';
