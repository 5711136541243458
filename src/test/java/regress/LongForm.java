package regress;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A test that only the long form of the suite runs, {@code mvn -B verify -Dregress.long=true}. The
 * short form reports it as skipped, and {@code .ci/run} counts it by its reason.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("slow")
@EnabledIfSystemProperty(
    named = LongForm.PROPERTY,
    matches = "true",
    disabledReason = "left to the long form")
public @interface LongForm {
  String PROPERTY = "regress.long";

  /** Whether this is the long form, for tests that have a short form of their own. */
  boolean ASKED = Boolean.getBoolean(PROPERTY);
}
