package io.gyre.analysis.alert;

import io.gyre.analysis.DeclarationException;
import io.gyre.analysis.generic.declare.DeclarationText;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers in rules: with a unit of time they are nanoseconds, with one of size bytes, with {@code %} parts of one. */
final class Quantity {
    private static final Pattern QUANTITY = Pattern
            .compile("(-?[0-9]{1,18}(?:\\.[0-9]{1,9})?)(" + FigureUnit.pattern() + ")?(?=\\s|/s|$)");
    private static final Pattern DURATION = Pattern
            .compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ns|us|µs|ms|s|min|h)(?=\\s|$)");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,4}(?=\\s|$)");
    /** A year. */
    private static final BigDecimal LONGEST = BigDecimal.valueOf(8760L * 3600 * 1_000_000_000L);

    private Quantity() {}

    /** {@return a limit of a figure} */
    static BigDecimal parse(DeclarationText text, Figure figure) throws DeclarationException {
        FigureUnit unit = FigureUnit.of(figure);
        int at = text.position();
        Matcher written = match(QUANTITY, text.next(QUANTITY, unit.expected()));
        var number = new BigDecimal(written.group(1));
        String given = written.group(2) == null ? "" : written.group(2);
        if (!unit.has(given, number)) {
            throw text.wrongAt(at, "`" + figure + "` wants " + unit.expected());
        }
        return number.multiply(unit.factor(given));
    }

    /** {@return nanoseconds, more than none} */
    static long duration(DeclarationText text) throws DeclarationException {
        Matcher written = match(DURATION, text.next(DURATION, "a duration, such as 500ms or 60s"));
        BigDecimal ns = new BigDecimal(written.group(1)).multiply(FigureUnit.TIME.factor(written.group(2)));
        if (ns.compareTo(BigDecimal.ONE) < 0 || ns.compareTo(LONGEST) > 0) {
            throw text.wrong("a duration is from 1ns to 8760h");
        }
        return ns.longValue();
    }

    /** {@return from 1 to 9999} */
    static int count(DeclarationText text) throws DeclarationException {
        int count = Integer.parseInt(text.next(COUNT, "a count of answers, from 1 to 9999"));
        if (count == 0) {
            throw text.wrong("a count of answers is at least 1");
        }
        return count;
    }

    private static Matcher match(Pattern pattern, String written) {
        Matcher matcher = pattern.matcher(written);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no quantity: " + written);
        }
        return matcher;
    }
}
