package uk.ac.manchester.tornado.api.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares the name of TornadoVM's annotation, so that {@code regress.kernel} compiles on a machine without TornadoVM.
 * Read by the compiler alone; no class of it is kept, and at run time TornadoVM's own is found by this name.
 */
@Target(ElementType.TYPE_USE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Parallel {}
