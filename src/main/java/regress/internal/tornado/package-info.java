/**
 * The engine on TornadoVM's devices: where arrays lie there, which graphs work on them, who keeps
 * them, and the compiled kernels of earlier processes.
 *
 * <p>The only room, with the next, that knows TornadoVM's types; without the SDK neither is built.
 */
package regress.internal.tornado;
