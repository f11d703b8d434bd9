package io.gyre.analysis.kernel.syscalls;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.kernel.call.LongCall;
import io.gyre.analysis.kernel.call.OpenCalls;
import io.gyre.analysis.kernel.thread.RunningThreads;
import io.gyre.analysis.kernel.thread.ThreadNames;
import java.util.ArrayList;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@link SyscallUse} as bytes, in the terms of {@link PartialOutput}.
 *
 * <pre>
 * use     = calls calls count *(tid name outcomes) count *(name outcomes) count *long open running names
 * calls   = count *(name entries exits outcomes histogram)
 * </pre>
 */
final class SyscallEncoding {
    static final int VERSION = 1;

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

    static SyscallUse read(PartialInput in) throws PartialFormatException {
        SortedMap<String, CallFigures> calls = readCalls(in);
        SortedMap<String, CallFigures> variants = readCalls(in);
        var threads = new TreeMap<ThreadCall, Outcomes>();
        for (int left = in.readCount(4); left > 0; left--) {
            threads.put(new ThreadCall(in.readInt(), in.readString()), Outcomes.read(in));
        }
        var others = new TreeMap<String, Outcomes>();
        for (int left = in.readCount(3); left > 0; left--) {
            others.put(in.readString(), Outcomes.read(in));
        }
        var longest = new ArrayList<LongCall>();
        for (int left = in.readCount(5); left > 0; left--) {
            longest.add(LongCall.read(in));
        }
        return new SyscallUse(calls, variants, threads, others, longest, OpenCalls.read(in), RunningThreads.read(in),
                ThreadNames.read(in));
    }

    private static SortedMap<String, CallFigures> readCalls(PartialInput in) throws PartialFormatException {
        var calls = new TreeMap<String, CallFigures>();
        for (int left = in.readCount(6); left > 0; left--) {
            calls.put(in.readString(), CallFigures.read(in));
        }
        return calls;
    }
}
