package io.gyre.analysis.generic.declare;

import io.gyre.analysis.DeclarationException;
import io.gyre.ctf.filter.FieldReference;
import io.gyre.ctf.filter.Filter;
import io.gyre.ctf.filter.FilterException;
import io.gyre.ctf.filter.Selection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a declaration from left to right; white space between its parts counts for nothing. */
public final class DeclarationText {
    private static final int LONGEST = 4096;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?(?=\\s*:(\\s|$))");
    private static final Pattern EVENT = Pattern.compile("\"[^\"]+\"|(?!->)[^\\s(,\"]+");
    private static final Pattern FIELD = Pattern.compile("\\$?[A-Za-z_][A-Za-z0-9_:.]*(\\[[^\\]]*\\])?");

    private final String text;
    private int at;

    public DeclarationText(String text) throws DeclarationException {
        this.text = text;
        if (text.length() > LONGEST) {
            throw new DeclarationException(text.substring(0, 80), 0,
                    "a declaration has at most " + LONGEST + " characters");
        }
    }

    /** {@return an analysis' name: its kind, the declaration's name, and eight digits that depend on all of the declaration} */
    public String analysisName(String kind, String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(text.strip().replaceAll("\\s+", " ").getBytes(StandardCharsets.UTF_8));
            return kind + "-" + name + "-" + HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** {@return the name, after which a colon and a space come} */
    public String name() throws DeclarationException {
        String name = match(NAME);
        if (name == null) {
            throw wrong("expected a name (lower case letters, digits, hyphens; at most 40) and `: `");
        }
        take(":");
        return name;
    }

    /** {@return events by their name and, in parentheses after it, a filter} */
    public Selection events() throws DeclarationException {
        String event = match(EVENT);
        if (event == null) {
            throw wrong("expected the name of an event, * for any run of characters");
        }
        String pattern = event.startsWith("\"") ? event.substring(1, event.length() - 1) : event;
        Selection events = Selection.ALL.withEvents(List.of(pattern));
        skipSpace();
        return peek("(") ? events.withFilter(filter()) : events;
    }

    private Filter filter() throws DeclarationException {
        int from = at + 1;
        int end = closing(at);
        at = end + 1;
        try {
            return Filter.parse(text.substring(from, end));
        } catch (FilterException e) {
            throw new DeclarationException(text, from + e.column() - 1, e.reason());
        }
    }

    /** {@return where the parenthesis is closed that is opened at a place} */
    private int closing(int open) throws DeclarationException {
        int depth = 0;
        char quote = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                i += c == '\\' ? 1 : 0;
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i;
            }
        }
        throw new DeclarationException(text, open, "the filter that begins here has no `)`");
    }

    public FieldReference field() throws DeclarationException {
        skipSpace();
        int from = at;
        String field = match(FIELD);
        if (field == null) {
            throw wrong("expected the name of a field");
        }
        try {
            return FieldReference.parse(field);
        } catch (FilterException e) {
            throw new DeclarationException(text, from + e.column() - 1, e.reason());
        }
    }

    /**
     * {@return what comes next and matches}
     *
     * @param expected what it is, for people
     */
    public String next(Pattern pattern, String expected) throws DeclarationException {
        String found = match(pattern);
        if (found == null) {
            throw wrong("expected " + expected);
        }
        return found;
    }

    /** {@return whether these characters come next, which are passed then} */
    public boolean has(String expected) {
        skipSpace();
        boolean there = peek(expected);
        at += there ? expected.length() : 0;
        return there;
    }

    public void take(String expected) throws DeclarationException {
        if (!has(expected)) {
            throw wrong("expected `" + expected + "`");
        }
    }

    public boolean isAtEnd() {
        skipSpace();
        return at == text.length();
    }

    public DeclarationException wrong(String reason) {
        skipSpace();
        return new DeclarationException(text, at, reason);
    }

    /** {@return where the next part begins, from 0} */
    public int position() {
        skipSpace();
        return at;
    }

    /** @param from a {@link #position()} */
    public DeclarationException wrongAt(int from, String reason) {
        return new DeclarationException(text, from, reason);
    }

    private boolean peek(String expected) {
        return text.startsWith(expected, at);
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private @Nullable String match(Pattern pattern) {
        skipSpace();
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        at = matcher.end();
        return matcher.group();
    }

    @Override
    public String toString() {
        return text;
    }
}
