package io.gyre.ctf.filter;

import static io.gyre.ctf.testing.Classes.event;
import static io.gyre.ctf.testing.Classes.member;
import static io.gyre.ctf.testing.Classes.signed;
import static io.gyre.ctf.testing.Classes.stream;
import static io.gyre.ctf.testing.Classes.structure;
import static io.gyre.ctf.testing.Classes.trace;
import static io.gyre.ctf.testing.Classes.unsigned;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.StringEncoding;
import io.gyre.ctf.model.TraceClass;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest {
    private static final TraceClass TRACE = trace(null,
            stream(0, null, null,
                    event(0, "first", structure(member("count", signed(32)), member("name",
                            new FieldClass.NullTerminatedString(StringEncoding.UTF_8)),
                            member("part", structure(member("x", unsigned(8)), member("list",
                                    new FieldClass.StaticLengthArray(4, unsigned(16), 1)))))),
                    event(1, "second", structure(member("other", signed(32))))));

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = { //
            "a ||b &&c == d; (a || (b && (c == d)))",
            "a == b == c; ((a == b) == c)",
            "a < b == c > d; ((a < b) == (c > d))",
            "a | b ^ c & d; (a | (b ^ (c & d)))",
            "a & b == c; ((a & b) == c)",
            "a << 1 >> 2 & b; (((a << 1) >> 2) & b)",
            "!a && -b < ~+c; (!a && (-b < ~+c))",
            "!(a || b); !(a || b)",
            "a[3].b.c[0x10][2]; a[3].b.c[16][2]",
            "$ctx.perf:cpu:stalled-cycles-frontend > 010; ($ctx.perf:cpu:stalled-cycles-frontend > 8)",
            "$app.a:b == \"x*\"; ($app.a:b == \"x*\")",
            "a == 0xffffffffffffffffULL; (a == -1)",
            "a > 1.5e3 || a > .5 || a > 0x1.8p1; (((a > 1500.0) || (a > 0.5)) || (a > 3.0))"})
    void operatorsBindAsInTheManual(String text, String expected) throws FilterException {
        assertEquals(expected, show(Filter.parse(text).expression()));
    }

    private static String show(Expression expression) {
        return switch (expression) {
            case Expression.IntegerLiteral literal -> Long.toString(literal.value());
            case Expression.FloatLiteral literal -> Double.toString(literal.value());
            case Expression.StringLiteral literal -> '"' + literal.pattern().toString() + '"';
            case Expression.Reference reference -> reference.steps().stream().map(step -> switch (step) {
                case Expression.Named named -> "." + named.name();
                case Expression.Indexed indexed -> "[" + indexed.index() + "]";
            }).reduce(switch (reference.origin()) {
                case PAYLOAD -> "";
                case CONTEXT -> "$ctx";
                case APPLICATION -> "$app";
            }, String::concat).replaceFirst("^\\.", "");
            case Expression.Unary unary -> unary.operator().sign() + show(unary.operand());
            case Expression.Binary binary -> "(" + show(binary.left()) + " " + binary.operator().sign() + " "
                    + show(binary.right()) + ")";
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = { //
            "count <#8#filter-syntax#expected a field, a number, a string or `(`, not the end",
            "count = 3#7#filter-syntax#`=` is no operator",
            "count + 1 == 3#7#filter-syntax#no arithmetic",
            "(count == 3#12#filter-syntax#expected an operator or `)`, not the end",
            "count == 3)#11#filter-syntax#expected an operator or the end, not `)`",
            "count[x]#7#filter-syntax#expected a number, the element's index, not `x`",
            "name == \"abc#9#filter-syntax#has no end",
            "name == \"a\\n\"#11#filter-syntax#backslash",
            "count == 089#10#filter-syntax#octal",
            "$foo.bar == 1#1#filter-syntax#after `$` comes `ctx` or `app`",
            "\"a\" == 1#1#filter-type#compares a string with an integer",
            "count & 1.5#9#filter-type#`&` takes integers, and this is a floating-point number",
            "\"a\"#1#filter-type#a filter is a condition, and this is a string",
            "cuont == 1#1#filter-name#no event has the payload field `cuont`; did you mean `count`?",
            "part.y == 1#6#filter-name#there is no member `y`; did you mean `x`?",
            "part == 1#1#filter-type#`part` is a structure; name one of its members: x, list",
            "part.list == 1#1#filter-type#say which element, as in `list[0]`",
            "part.list[4] == 1#10#filter-type#`list` has 4 elements, counted from 0",
            "count[0] == 1#6#filter-type#`count` is an integer and has no elements",
            "count == \"x\"#1#filter-type#`==` compares an integer with a string",
            "name < \"x\"#1#filter-type#strings are compared with `==` and `!=` only",
            "name && count#1#filter-type#`&&` takes conditions, and this is a string",
            "$ctx.count == 1#6#filter-name#no event has the context field `count`; there is a payload field `count`"})
    void errorsTellTheColumn(String text, int column, String code, String message) {
        FilterException error = assertThrows(FilterException.class,
                () -> FilterCheck.check(Filter.parse(text), List.of(TRACE), _ -> true));
        assertEquals(code, error.code());
        assertEquals(column, error.column(), error::getMessage);
        String[] lines = String.valueOf(error.getMessage()).split("\n", -1);
        assertEquals(true, lines[0].contains(message), lines[0]);
        assertEquals("  " + text, lines[1]);
        assertEquals(column + 1, lines[2].indexOf('^'));
    }

    @Test
    void fieldsThatNoClassHasTogetherAreNoError() throws FilterException {
        assertEquals(FilterCheck.Outcome.NO_CLASS_HAS_ALL,
                FilterCheck.check(Filter.parse("count == 1 || other == 2"), List.of(TRACE), _ -> true));
        assertEquals(FilterCheck.Outcome.POSSIBLE,
                FilterCheck.check(Filter.parse("other == 2"), List.of(TRACE), _ -> true));
    }

    @Test
    void nestingIsBounded() {
        for (String one : List.of("(", "!")) {
            assertEquals("filter-syntax", assertThrows(FilterException.class,
                    () -> Filter.parse(one.repeat(1500) + "1")).code());
        }
        assertEquals("filter-syntax", assertThrows(FilterException.class,
                () -> Filter.parse("1 || ".repeat(100_000) + "1")).code());
    }
}
