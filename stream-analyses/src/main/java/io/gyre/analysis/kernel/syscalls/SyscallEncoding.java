package io.gyre.analysis.kernel.syscalls;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.kernel.call.LongCall;
import io.gyre.analysis.kernel.call.OpenCalls;
import io.gyre.analysis.kernel.thread.RunningThreads;
import io.gyre.analysis.kernel.thread.ThreadNames;
import java.util.SortedMap;

/**
 * {@link SyscallUse} as bytes, in the terms of {@link PartialOutput}.
 *
 * <pre>
 * use      = calls calls count *(tid name outcomes) count *(name outcomes) count *long open running names
 * calls    = count *(name entries exits outcomes histogram values)
 * outcomes = durations count *(error count) returned
 * </pre>
 */
final class SyscallEncoding {
    /** Version 1 has neither {@code returned} nor {@code values}. */
    static final int VERSION = 2;
    static final int WITH_RETURNED = 2;

    private SyscallEncoding() {}

    static void write(SyscallUse use, PartialOutput out) {
        write(use.calls(), out);
        write(use.variants(), out);
        out.writeUnsigned(use.threads().size());
        use.threads().forEach((of, outcomes) -> {
            out.writeSigned(of.tid());
            out.writeString(of.call());
            outcomes.write(out);
        });
        out.writeUnsigned(use.otherThreads().size());
        use.otherThreads().forEach((call, outcomes) -> {
            out.writeString(call);
            outcomes.write(out);
        });
        out.writeUnsigned(use.longest().size());
        use.longest().forEach(call -> call.write(out));
        use.open().write(out);
        use.running().write(out);
        use.names().write(out);
    }

    private static void write(SortedMap<String, CallFigures> calls, PartialOutput out) {
        out.writeUnsigned(calls.size());
        calls.forEach((name, figures) -> {
            out.writeString(name);
            figures.write(out);
        });
    }

    static SyscallUse read(PartialInput in, int version) throws PartialFormatException {
        SortedMap<String, CallFigures> calls = readCalls(in, version);
        SortedMap<String, CallFigures> variants = readCalls(in, version);
        var threads = in.readMap(4, from -> new ThreadCall(from.readInt(), from.readString()),
                from -> Outcomes.read(from, version));
        var others = in.readMap(3, PartialInput::readString, from -> Outcomes.read(from, version));
        var longest = in.readList(5, LongCall::read);
        return new SyscallUse(calls, variants, threads, others, longest, OpenCalls.read(in), RunningThreads.read(in),
                ThreadNames.read(in));
    }

    private static SortedMap<String, CallFigures> readCalls(PartialInput in, int version)
            throws PartialFormatException {
        return in.readMap(6, PartialInput::readString, from -> CallFigures.read(from, version));
    }
}
