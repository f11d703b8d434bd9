package io.gyre.analysis.kernel.io;

/** Block requests of one disk, from issue to completion. */
public record Disk(Transfer reads, Transfer writes) {
    static final int SECTOR_BYTES = 512;
    public static final Disk NONE = new Disk(Transfer.NONE, Transfer.NONE);

    static Disk of(long issuedNs, Request.Completion completion) {
        var one = Transfer.of(Math.max(0, completion.ns() - issuedNs), completion.sectors() * SECTOR_BYTES,
                completion.failed());
        return completion.isWrite() ? new Disk(Transfer.NONE, one) : new Disk(one, Transfer.NONE);
    }

    Disk plus(Disk other) {
        return new Disk(reads.plus(other.reads), writes.plus(other.writes));
    }
}
