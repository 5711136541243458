/** The engine that needs nothing but Java: passes over tiles of rows, shared by threads. */
package regress.internal.engine;
