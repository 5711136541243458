/** Fits on TornadoVM task graphs: the only package that knows TornadoVM's types. */
package regress.tornado;
