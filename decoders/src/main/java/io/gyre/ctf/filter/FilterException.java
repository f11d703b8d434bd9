package io.gyre.ctf.filter;

/**
 * A filter expression is wrong, or asks for what no trace has. The message shows the expression, with the place underlined.
 */
public final class FilterException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String reason;
    private final int column;

    /** What is wrong, with its stable code. */
    public enum Kind {
        SYNTAX("filter-syntax"), NAME("filter-name"), TYPE("filter-type");

        private final String code;

        Kind(String code) {
            this.code = code;
        }
    }

    FilterException(Kind kind, String expression, Expression.Place place, String message) {
        super(message + ", at column " + (place.from() + 1) + "\n  " + oneLine(expression) + "\n  "
                + " ".repeat(place.from()) + "^".repeat(Math.max(1, place.to() - place.from())));
        this.kind = kind;
        this.reason = message;
        this.column = place.from() + 1;
    }

    private static String oneLine(String expression) {
        var line = new StringBuilder(expression.length());
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            line.append(Character.isISOControl(c) ? ' ' : c);
        }
        return line.toString();
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return kind.code;
    }

    /** {@return what is wrong, without the expression} */
    public String reason() {
        return reason;
    }

    /** {@return where in the expression, from 1} */
    public int column() {
        return column;
    }
}
