/** Threads of the host that share work. What the work is, others know. */
package regress.internal.crew;
