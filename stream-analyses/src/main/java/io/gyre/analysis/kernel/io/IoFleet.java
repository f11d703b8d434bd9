package io.gyre.analysis.kernel.io;

import io.gyre.analysis.figures.Distribution;
import io.gyre.analysis.fleet.FiguresTally;
import io.gyre.analysis.fleet.FleetFigures;
import io.gyre.analysis.fleet.Unit;

/** What counts of input and output in a fleet. */
final class IoFleet {
    private final IoUse use;
    private final FiguresTally tally = new FiguresTally();

    private IoFleet(IoUse use) {
        this.use = use;
    }

    static FleetFigures figures(IoUse use) {
        var fleet = new IoFleet(use);
        fleet.calls();
        fleet.disks();
        fleet.names();
        return fleet.tally.figures();
    }

    private void calls() {
        Volume all = use.threads().values().stream().reduce(use.otherThreads(), Volume::plus);
        tally.sum("calls", all.durations().count());
        tally.sum("failed", all.failed());
        tally.sum("read_bytes", all.read());
        tally.sum("written_bytes", all.written());
        tally.sum("received_bytes", all.received());
        tally.sum("sent_bytes", all.sent());
        tally.sum("copied_bytes", all.copied());
        use.calls().forEach((call, transfer) -> {
            tally.distribution("call", transfer.spread());
            tally.top("calls", Unit.NANOSECONDS, call, transfer.spread().durations().sum().toLong());
            Category category = Category.of(call);
            if (category != null && isTold(category)) {
                tally.distribution(category.word(), transfer.spread());
            }
        });
    }

    /** {@return whether a fleet has a distribution of these calls of their own} */
    private static boolean isTold(Category category) {
        return switch (category) {
            case READ, WRITE, RECEIVE, SEND, SYNC -> true;
            case OPEN, CLOSE, COPY -> false;
        };
    }

    private void disks() {
        Disk all = use.disks().values().stream().reduce(Disk.NONE, Disk::plus);
        requests("disk_reads", all.reads());
        requests("disk_writes", all.writes());
        use.disks().forEach((device, disk) -> tally.top("disks", Unit.BYTES, use.diskName(device),
                disk.reads().bytes() + disk.writes().bytes()));
    }

    private void requests(String name, Transfer transfer) {
        Distribution spread = transfer.spread();
        tally.sum(name, spread.durations().count());
        tally.sum(name + "_bytes", transfer.bytes());
        tally.distribution(name, spread);
    }

    private void names() {
        use.threads().forEach((tid, volume) -> tally.top("processes", Unit.BYTES, use.names().processName(tid),
                volume.bytes()));
        use.files().uses().forEach((of, file) -> tally.top("files", Unit.BYTES, of.name(), file.bytes()));
    }
}
