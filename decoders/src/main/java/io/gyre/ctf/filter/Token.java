package io.gyre.ctf.filter;

/** @param text as it stands; a string's without its quotes */
record Token(Kind kind, String text, Expression.Place place) {
    enum Kind {
        INTEGER, FLOAT, STRING, NAME, GLOBAL, SIGN, END
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    /** {@return how an error calls it} */
    String words() {
        return kind == Kind.END ? "the end" : kind == Kind.STRING ? "a string" : "`" + text + "`";
    }
}
