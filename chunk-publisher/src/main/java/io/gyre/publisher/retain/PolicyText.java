package io.gyre.publisher.retain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The words of a policy.
 * <pre>
 * policy    = [ "delete when" ] choice
 * choice    = term { "or" term }
 * term      = ( "all" | "any" ) "of" "(" choice { "," choice } ")"
 *           | "beyond" "newest" NUMBER              not among the newest of its session line
 *           | "older" "than" TIME                   30s 15m 12h 2d 1w
 *           | "total" "over" SIZE                   500MB 20GiB: of all that is looked at together
 *           | "free" "below" ( SIZE | NUMBER "%" )  of the file system
 *           | "passed" "by" GROUP                   the consumer group has read past the chunk's manifest
 * </pre>
 * For instance {@code all of (older than 2d, passed by gyre-analyses) or any of (total over 50GB, free below 10%)}.
 */
public final class PolicyText {
    private static final int MAX_CHARS = 4000;
    private static final int MAX_DEPTH = 16;
    /** Longer ones are typing errors, and would not fit a Duration's nanoseconds. */
    private static final long MAX_SECONDS = Duration.ofDays(36_500).toSeconds();

    private final String text;
    private final List<Word> words = new ArrayList<>();
    private int next;

    private record Word(String text, int at) {}

    private PolicyText(String text) {
        this.text = text;
    }

    public static Policy parse(String text) throws PolicyException {
        if (text.length() > MAX_CHARS) {
            throw new PolicyException(text.substring(0, 80) + "…", 0,
                    "a policy has at most " + MAX_CHARS + " characters, not " + text.length());
        }
        PolicyText parser = new PolicyText(text.replaceAll("\\s", " "));
        parser.split();
        if (parser.peek().equals("delete")) {
            parser.expect("delete");
            parser.expect("when");
        }
        Policy policy = parser.choice(0);
        if (parser.next < parser.words.size()) {
            throw parser.wrong("expected 'or' or the end, not '" + parser.peek() + "'");
        }
        return policy;
    }

    private void split() {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = at + 1;
            if (c != ' ') {
                while (!isMark(c) && end < text.length() && text.charAt(end) != ' ' && !isMark(text.charAt(end))) {
                    end++;
                }
                words.add(new Word(text.substring(at, end), at));
            }
            at = end;
        }
    }

    private static boolean isMark(char c) {
        return c == '(' || c == ')' || c == ',';
    }

    private Policy choice(int depth) throws PolicyException {
        if (depth > MAX_DEPTH) {
            throw wrong("lists within lists, more than " + MAX_DEPTH + " deep");
        }
        List<Policy> terms = new ArrayList<>();
        terms.add(term(depth));
        while (peek().equals("or")) {
            next++;
            terms.add(term(depth));
        }
        return terms.size() == 1 ? terms.getFirst() : new Policy.AnyOf(terms);
    }

    private Policy term(int depth) throws PolicyException {
        String first = peek();
        next++;
        return switch (first) {
            case "all" -> new Policy.AllOf(list(depth));
            case "any" -> new Policy.AnyOf(list(depth));
            case "beyond" -> {
                expect("newest");
                yield new Policy.BeyondNewest(number(word("a number of things to keep")));
            }
            case "older" -> {
                expect("than");
                yield new Policy.OlderThan(time(word("a time")));
            }
            case "total" -> {
                expect("over");
                yield new Policy.TotalOver(size(word("a size")));
            }
            case "free" -> {
                expect("below");
                yield free(word("a size or a percentage"));
            }
            case "passed" -> {
                expect("by");
                yield new Policy.PassedBy(word("a consumer group").text());
            }
            default -> {
                next--;
                throw wrong(
                        "expected a condition (beyond newest N, older than TIME, total over SIZE, free below SIZE or"
                                + " PERCENT, passed by GROUP) or 'all of (…)' or 'any of (…)'"
                                + (first.isEmpty() ? "" : ", not '" + first + "'"));
            }
        };
    }

    private List<Policy> list(int depth) throws PolicyException {
        expect("of");
        expect("(");
        List<Policy> parts = new ArrayList<>();
        parts.add(choice(depth + 1));
        while (peek().equals(",")) {
            next++;
            parts.add(choice(depth + 1));
        }
        expect(")");
        return parts;
    }

    private Policy free(Word word) throws PolicyException {
        if (!word.text().endsWith("%")) {
            return new Policy.FreeBytesBelow(size(word));
        }
        String digits = word.text().substring(0, word.text().length() - 1);
        if (!digits.matches("\\d{1,2}")) {
            throw wrongAt(word, "expected a percentage from 0% to 99%, not '" + word.text() + "'");
        }
        return new Policy.FreePercentBelow(Integer.parseInt(digits));
    }

    private long number(Word word) throws PolicyException {
        if (!word.text().matches("\\d{1,9}")) {
            throw wrongAt(word, "expected a number, not '" + word.text() + "'");
        }
        return Long.parseLong(word.text());
    }

    private Duration time(Word word) throws PolicyException {
        OptionalLong seconds = Quantities.seconds(word.text());
        if (seconds.isEmpty() || seconds.getAsLong() > MAX_SECONDS) {
            throw wrongAt(word,
                    "expected a time such as 12h or 2d (" + Quantities.timeUnits() + "; at most a century), not '"
                            + word.text() + "'");
        }
        return Duration.ofSeconds(seconds.getAsLong());
    }

    private long size(Word word) throws PolicyException {
        OptionalLong bytes = Quantities.bytes(word.text());
        if (bytes.isEmpty()) {
            throw wrongAt(word, "expected a size such as 500MB or 20GiB (" + Quantities.sizeUnits() + "), not '"
                    + word.text() + "'");
        }
        return bytes.getAsLong();
    }

    private Word word(String what) throws PolicyException {
        if (next >= words.size() || isMark(words.get(next).text().charAt(0))) {
            throw wrong("expected " + what);
        }
        return words.get(next++);
    }

    private void expect(String word) throws PolicyException {
        if (!peek().equals(word)) {
            throw wrong("expected '" + word + "'" + (peek().isEmpty() ? "" : ", not '" + peek() + "'"));
        }
        next++;
    }

    private String peek() {
        return next < words.size() ? words.get(next).text().toLowerCase(Locale.ROOT) : "";
    }

    private PolicyException wrong(String problem) {
        return new PolicyException(text, next < words.size() ? words.get(next).at() : text.length(), problem);
    }

    private PolicyException wrongAt(Word word, String problem) {
        return new PolicyException(text, word.at(), problem);
    }
}
