package io.gyre.analysis.alert;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When a figure is too large or too small, with hysteresis.
 *
 * @param raiseAt beyond this it is
 * @param clearAt not beyond this it is not any more; between the two nothing changes
 * @param raiseAfter so many answers in a row must be beyond
 * @param clearAfter so many answers in a row must not
 */
record Limit(Side side, BigDecimal raiseAt, BigDecimal clearAt, int raiseAfter, int clearAfter) {

    /** On which side of the limit a figure is wrong. */
    enum Side {
        ABOVE, BELOW
    }

    /** {@return the one of several figures that is most wrong} */
    Optional<BigDecimal> worst(List<BigDecimal> values) {
        return side == Side.ABOVE
                ? values.stream().max(Comparator.naturalOrder())
                : values.stream().min(Comparator.naturalOrder());
    }

    boolean raises(BigDecimal value) {
        return isBeyond(value, raiseAt);
    }

    boolean clears(BigDecimal value) {
        return !isBeyond(value, clearAt);
    }

    private boolean isBeyond(BigDecimal value, BigDecimal limit) {
        int order = value.compareTo(limit);
        return side == Side.ABOVE ? order > 0 : order < 0;
    }

    /** {@return whether it clears on the right side of where it raises} */
    boolean isOrdered() {
        int order = clearAt.compareTo(raiseAt);
        return side == Side.ABOVE ? order <= 0 : order >= 0;
    }
}
