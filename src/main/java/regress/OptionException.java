package regress;

/** An option that was given can have no effect with the engine or mode that was given. */
public final class OptionException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final Option option;
  private final String idleness;

  OptionException(Option option, String idleness) {
    super(sentences(option.toString(), idleness));
    this.option = option;
    this.idleness = idleness;
  }

  /** The option. */
  public Option option() {
    return option;
  }

  /** The message to somebody who knows the option by another name than the library's. */
  public String messageFor(String name) {
    return sentences(name, idleness);
  }

  private static String sentences(String name, String idleness) {
    return name + " " + idleness + ". Leave it out.";
  }
}
