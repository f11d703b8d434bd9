package io.gyre.analysis.kernel.io;

import io.gyre.analysis.figures.DistributionTally;

/** A {@link Transfer} being added up. */
final class TransferTally {
    private final DistributionTally spread = new DistributionTally();
    private long bytes;
    private long failed;

    void add(long ns, long moved, boolean isFailed) {
        spread.add(ns);
        bytes += moved;
        failed += isFailed ? 1 : 0;
    }

    boolean isNone() {
        return spread.count() == 0;
    }

    Transfer sum() {
        return new Transfer(spread.sum(), bytes, failed);
    }
}
