package io.gyre.analysis.kernel;

/**
 * Where a thread was seen first and last: open ends, whose neighbours tell whether it migrated.
 *
 * @param firstComm its name when seen first
 * @param leftConnected whether nothing is missing before; false after a gap
 * @param rightConnected whether nothing is missing after; false before a gap
 */
public record Placement(int firstCpu, String firstComm, int lastCpu, boolean leftConnected, boolean rightConnected) {

    Placement afterGap() {
        return new Placement(firstCpu, firstComm, lastCpu, false, rightConnected);
    }

    Placement beforeGap() {
        return new Placement(firstCpu, firstComm, lastCpu, leftConnected, false);
    }

    Placement followedBy(Placement next) {
        return new Placement(firstCpu, firstComm, next.lastCpu, leftConnected, next.rightConnected);
    }

    boolean isMigrationTo(Placement next) {
        return rightConnected && next.leftConnected && lastCpu != next.firstCpu;
    }
}
