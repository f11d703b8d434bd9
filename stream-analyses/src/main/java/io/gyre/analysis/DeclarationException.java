package io.gyre.analysis;

/** A declaration is wrong. The message shows it, with the place marked. */
public final class DeclarationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int column;
    private final String reason;

    /** @param from the first character that is wrong, from 0 */
    public DeclarationException(String declaration, int from, String reason) {
        super(reason + ", at column " + (from + 1) + "\n  " + oneLine(declaration) + "\n  " + " ".repeat(from) + "^");
        this.column = from + 1;
        this.reason = reason;
    }

    private static String oneLine(String declaration) {
        return declaration.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    /** {@return what is wrong, without the place} */
    public String reason() {
        return reason;
    }

    /** {@return where in the declaration, from 1} */
    public int column() {
        return column;
    }
}
