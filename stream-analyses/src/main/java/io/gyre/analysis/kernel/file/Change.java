package io.gyre.analysis.kernel.file;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;

/**
 * Something that changes tables of descriptors. A {@code tid} may be a stand-in of {@link io.gyre.analysis.kernel.thread.Tids}; a
 * {@code table} is what a state dump calls it: its address, or the process where the tracer does not tell addresses.
 */
sealed interface Change {
    /**
     * A descriptor is given a file.
     *
     * @param name empty when the trace does not tell
     * @param directory the descriptor of the directory that a relative name begins at; negative for the working directory
     */
    record Open(int tid, int fd, String name, int directory, boolean closesOnExec) implements Change {}

    /** Descriptors are closed, or (with {@code onExec}) will be when a program is started. */
    record Close(int tid, int first, int last, boolean onExec) implements Change {}

    record Duplicate(int tid, int from, int to, boolean closesOnExec) implements Change {}

    record CloseOnExec(int tid, int fd, boolean closes) implements Change {}

    /**
     * A thread begins.
     *
     * @param share whether it uses its parent's table, or a copy
     */
    record Fork(int parent, int child, Share share) implements Change {}

    /**
     * What tells whether a new thread shares its parent's table.
     *
     * @param likely whether it is of the same process, which threads share in all but exotic cases
     * @param place where the call lies that made it, when its flags are in the stretch before; 0 when {@code likely} is all that is known
     */
    record Share(boolean likely, long place) {}

    /** A thread starts another program; of a process with several threads it takes the id of the first. */
    record Exec(int from, int to) implements Change {}

    record Exit(int tid) implements Change {}

    /** A state dump begins: addresses of tables may be those of others than in the last one. */
    record Dump() implements Change {}

    /** A state dump says which table a thread uses. */
    record Task(int tid, long table) implements Change {}

    /** A state dump says what is open. */
    record Told(long table, int fd, String name, boolean closesOnExec) implements Change {}

    /**
     * A call was left that was entered in the stretch before.
     *
     * @param place where it lay when the stretch began
     * @param first with {@code second} the descriptors that a call such as {@code pipe} has made; else -1
     */
    record Left(long place, String call, long ns, int tid, long ret, int first, int second) implements Change {}

    /** The log was full: nothing is known from here on. */
    record Lost() implements Change {}

    static void write(Change change, PartialOutput out) {
        switch (change) {
            case Open(int tid, int fd, String name, int directory, boolean closes) -> {
                numbers(out, 1, tid, fd, directory);
                out.writeString(name);
                out.writeFlag(closes);
            }
            case Close(int tid, int first, int last, boolean onExec) -> {
                numbers(out, 2, tid, first, last);
                out.writeFlag(onExec);
            }
            case Duplicate(int tid, int from, int to, boolean closes) -> {
                numbers(out, 3, tid, from, to);
                out.writeFlag(closes);
            }
            case CloseOnExec(int tid, int fd, boolean closes) -> {
                numbers(out, 4, tid, fd);
                out.writeFlag(closes);
            }
            case Fork(int parent, int child, Share share) -> {
                numbers(out, 5, parent, child);
                out.writeFlag(share.likely);
                out.writeUnsigned(share.place);
            }
            case Exec(int from, int to) -> numbers(out, 6, from, to);
            case Exit(int tid) -> numbers(out, 7, tid);
            case Dump() -> numbers(out, 8);
            case Task(int tid, long table) -> numbers(out, 9, tid, table);
            case Told(long table, int fd, String name, boolean closes) -> {
                numbers(out, 10, table, fd);
                out.writeString(name);
                out.writeFlag(closes);
            }
            case Left(long place, String call, long ns, int tid, long ret, int first, int second) -> {
                numbers(out, 11, place, ns, tid, ret, first, second);
                out.writeString(call);
            }
            case Lost() -> numbers(out, 12);
        }
    }

    private static void numbers(PartialOutput out, long... numbers) {
        for (long number : numbers) {
            out.writeSigned(number);
        }
    }

    static Change read(PartialInput in) throws PartialFormatException {
        int kind = in.readInt();
        return switch (kind) {
            case 1 -> {
                int tid = in.readInt();
                int fd = in.readInt();
                int directory = in.readInt();
                yield new Open(tid, fd, in.readString(), directory, in.readFlag());
            }
            case 2 -> new Close(in.readInt(), in.readInt(), in.readInt(), in.readFlag());
            case 3 -> new Duplicate(in.readInt(), in.readInt(), in.readInt(), in.readFlag());
            case 4 -> new CloseOnExec(in.readInt(), in.readInt(), in.readFlag());
            case 5 -> new Fork(in.readInt(), in.readInt(), new Share(in.readFlag(), in.readUnsigned()));
            case 6 -> new Exec(in.readInt(), in.readInt());
            case 7 -> new Exit(in.readInt());
            case 8 -> new Dump();
            case 9 -> new Task(in.readInt(), in.readSigned());
            case 10 -> new Told(in.readSigned(), in.readInt(), in.readString(), in.readFlag());
            case 11 -> {
                long place = in.readSigned();
                long ns = in.readSigned();
                int tid = in.readInt();
                long ret = in.readSigned();
                int first = in.readInt();
                int second = in.readInt();
                yield new Left(place, in.readString(), ns, tid, ret, first, second);
            }
            case 12 -> new Lost();
            default -> throw new PartialFormatException(PartialFormatException.Kind.CORRUPT,
                    "a change of descriptors of kind " + kind);
        };
    }
}
