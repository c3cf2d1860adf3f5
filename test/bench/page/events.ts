/** Stands in for Node's module of this name, which a dependency of cornerstone3D extends and never uses. */
export class EventEmitter {}
