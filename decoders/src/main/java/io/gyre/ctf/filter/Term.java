package io.gyre.ctf.filter;

import io.gyre.ctf.filter.Expression.BinaryOperator;

/**
 * A filter's expression as it is worked out for the events of one class: every part has its type, and every conversion shows.
 * Integers are signed and have 64 bits. What is undefined makes the event not match, whatever stands around it.
 */
public sealed interface Term {

    /** An integer; a condition is one that is 0 or not. */
    sealed interface Whole extends Term {}

    /** A floating-point number. */
    sealed interface Real extends Term {}

    /** A range of bytes. */
    sealed interface Text extends Term {}

    record WholeValue(long value) implements Whole {}

    record RealValue(double value) implements Real {}

    /** A string of the filter's own; with a star it is in a {@link Matches} only. */
    record TextValue(GlobPattern pattern) implements Text {}

    /** @param access the index among {@link EventFilter#accesses} */
    record WholeField(int access) implements Whole {}

    record RealField(int access) implements Real {}

    record TextField(int access) implements Text {}

    /** An integer taken for a floating-point number. */
    record RealOfWhole(Whole operand) implements Real {}

    /** Always undefined. */
    record Undefined() implements Whole {}

    record Negated(Whole operand) implements Whole {}

    record NegatedReal(Real operand) implements Real {}

    record Complemented(Whole operand) implements Whole {}

    /** 1 when the operand is 0, else 0. */
    record Not(Whole operand) implements Whole {}

    record NotReal(Real operand) implements Whole {}

    /** A floating-point number without its fraction, for what asks whether it is 0. */
    record Truncated(Real operand) implements Whole {}

    /** Bits of either operand combined. */
    record Bits(BinaryOperator operator, Whole left, Whole right) implements Whole {}

    /** A shift that fills up with zeros; undefined when it is not by 0 to 63. */
    record Shifted(BinaryOperator operator, Whole left, Whole right) implements Whole {}

    record Compared(BinaryOperator operator, Whole left, Whole right) implements Whole {}

    record ComparedReal(BinaryOperator operator, Real left, Real right) implements Whole {}

    /** @param operator equal or unequal */
    record ComparedText(BinaryOperator operator, Text left, Text right) implements Whole {}

    /** @param operator equal or unequal */
    record Matches(BinaryOperator operator, Text text, GlobPattern pattern) implements Whole {}

    /** 0 when the left operand is, and the right one is not looked at then; else the right operand's value, as LTTng has it. */
    record Both(Whole left, Whole right) implements Whole {}

    /** 1 when the left operand is not 0, and the right one is not looked at then; else the right operand's value. */
    record Either(Whole left, Whole right) implements Whole {}
}
