package io.gyre.ctf.testing.normand;

/** A Python expression of integers, names, brackets and operators. */
final class Expression {
    /** From the loosest to the tightest. */
    private static final String[][] OPERATORS = { { "|"}, { "^"}, { "&"}, { "<<", ">>"}, { "+", "-"},
            { "*", "//", "/", "%"}};

    private final String text;
    private final Names names;
    private int at;

    private Expression(String text, Names names) {
        this.text = text;
        this.names = names;
    }

    static long value(String text, Names names) {
        var expression = new Expression(text, names);
        long value = expression.binary(0);
        if (!expression.rest().isEmpty()) {
            throw new IllegalArgumentException("cannot go on at `" + expression.rest() + "` in `" + text + "`");
        }
        return value;
    }

    private String rest() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return text.substring(at);
    }

    private boolean take(String token) {
        boolean there = rest().startsWith(token);
        at += there ? token.length() : 0;
        return there;
    }

    private long binary(int level) {
        if (level == OPERATORS.length) {
            return unary();
        }
        long left = binary(level + 1);
        while (true) {
            String found = null;
            for (String operator : OPERATORS[level]) {
                if (found == null && take(operator)) {
                    found = operator;
                }
            }
            if (found == null) {
                return left;
            }
            left = apply(found, left, binary(level + 1));
        }
    }

    private static long apply(String operator, long left, long right) {
        return switch (operator) {
            case "|" -> left | right;
            case "^" -> left ^ right;
            case "&" -> left & right;
            case "<<" -> left << right;
            case ">>" -> left >> right;
            case "+" -> left + right;
            case "-" -> left - right;
            case "*" -> left * right;
            case "//", "/" -> Math.floorDiv(left, right);
            case "%" -> Math.floorMod(left, right);
            default -> throw new IllegalArgumentException("no operator " + operator);
        };
    }

    private long unary() {
        if (take("-")) {
            return -unary();
        } else if (take("+")) {
            return unary();
        } else if (take("~")) {
            return ~unary();
        } else if (take("(")) {
            long value = binary(0);
            if (!take(")")) {
                throw new IllegalArgumentException("`)` is missing in `" + text + "`");
            }
            return value;
        }
        String word = word();
        return word.isEmpty() || !Character.isDigit(word.charAt(0)) ? names.get(word) : number(word);
    }

    private String word() {
        String rest = rest();
        int length = 0;
        while (length < rest.length()
                && (Character.isLetterOrDigit(rest.charAt(length)) || rest.charAt(length) == '_')) {
            length++;
        }
        at += length;
        return rest.substring(0, length);
    }

    private static long number(String word) {
        String digits = word.replace("_", "");
        if (digits.startsWith("0x") || digits.startsWith("0X")) {
            return Long.parseUnsignedLong(digits.substring(2), 16);
        } else if (digits.startsWith("0b") || digits.startsWith("0B")) {
            return Long.parseUnsignedLong(digits.substring(2), 2);
        } else if (digits.startsWith("0o") || digits.startsWith("0O")) {
            return Long.parseUnsignedLong(digits.substring(2), 8);
        }
        return Long.parseUnsignedLong(digits);
    }
}
