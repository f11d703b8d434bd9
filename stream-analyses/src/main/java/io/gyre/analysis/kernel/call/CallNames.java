package io.gyre.analysis.kernel.call;

import io.gyre.analysis.primitive.EventClassMap;
import io.gyre.analysis.primitive.IntMap;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.read.StreamInfo;
import java.util.HashMap;
import java.util.Map;

/**
 * The names of system calls, by the events of their entry and exit, or by number where the tracer knows no more. Calls of 32-bit programs on
 * a 64-bit kernel are named with {@code compat_} before.
 */
public final class CallNames {
    private static final String UNKNOWN = "unknown";

    private final Map<String, CallClass> byName = new HashMap<>();
    private final EventClassMap<CallClass> byEvent = new EventClassMap<>();
    private final IntMap<CallClass> byNumber = new IntMap<>();
    private SyscallTable table = SyscallTable.of(null);
    private final CallClass unnamed = new CallClass(UNKNOWN, -1);

    /** Numbers are those of the machine that the stream is of. */
    public void machine(StreamInfo stream) {
        String release = stream.traceClass().environmentString("kernel_release");
        if (release != null) {
            table = SyscallTable.of(release);
        }
    }

    /** {@return the call of an entry or an exit}; {@link #unnamed} when the tracer knows only its number. */
    public CallClass of(EventRecordClass event) {
        CallClass known = byEvent.get(event);
        return known != null ? known : learn(event);
    }

    private CallClass learn(EventRecordClass event) {
        String name = event.name().replaceFirst("syscall_(entry|exit)_", "");
        CallClass call = name.equals(UNKNOWN) ? unnamed : named(name);
        byEvent.put(event, call);
        return call;
    }

    /** {@return the call of this number} */
    public CallClass of(int number) {
        CallClass known = byNumber.get(number);
        if (known == null) {
            SyscallTable.Call call = table.get(number);
            known = named(call != null ? call.name() : "syscall " + number);
            byNumber.put(number, known);
        }
        return known;
    }

    /** {@return what stands for all calls that have only a number} */
    CallClass unnamed() {
        return unnamed;
    }

    /** {@return the call of this name} */
    CallClass named(String name) {
        return byName.computeIfAbsent(name, any -> new CallClass(name, byName.size()));
    }

    /** {@return all calls so far} */
    public Iterable<CallClass> all() {
        return byName.values();
    }
}
