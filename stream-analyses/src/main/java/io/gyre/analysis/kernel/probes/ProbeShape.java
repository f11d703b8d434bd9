package io.gyre.analysis.kernel.probes;

import io.gyre.ctf.bind.EventShape;
import io.gyre.ctf.model.DisplayBase;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Signedness;
import io.gyre.ctf.model.TraceClass;
import java.util.List;

/**
 * The event classes of dynamic instrumentation (lttng-enable-event(1)). Users choose the names, so the fields tell:
 *
 * <ul>
 * <li>{@code --probe} and {@code --userspace-probe}: a payload of {@code ip} alone;
 * <li>{@code --function}: two classes, NAME{@code _entry} and NAME{@code _exit} (older lttng-modules: NAME{@code _return}), whose payload is
 * {@code ip} and {@code parent_ip}.
 * </ul>
 *
 * All are unsigned integers of a machine word that are shown in hexadecimal, in a trace of the domain {@code kernel}. No tracepoint and no system call
 * of lttng-modules has such a payload.
 */
enum ProbeShape implements EventShape {
    DYNAMIC;

    private static final List<String> POINT = List.of("ip");
    private static final List<String> FUNCTION = List.of("ip", "parent_ip");

    @Override
    public boolean fits(TraceClass trace, EventRecordClass event) {
        FieldClass.Structure payload = event.payload();
        if (payload == null || !"kernel".equals(trace.environmentString("domain"))
                || !payload.members().stream().allMatch(member -> isAddress(member.fieldClass()))) {
            return false;
        }
        List<String> names = payload.members().stream().map(FieldClass.Member::name).toList();
        return names.equals(POINT) || (names.equals(FUNCTION) && ProbeRole.of(event.name()) != ProbeRole.POINT);
    }

    private static boolean isAddress(FieldClass field) {
        return field instanceof FieldClass.FixedLengthInteger integer && integer.signedness() == Signedness.UNSIGNED
                && integer.base() == DisplayBase.HEXADECIMAL && (integer.lengthBits() == Long.SIZE
                        || integer.lengthBits() == Integer.SIZE);
    }

    /** {@return what a hit of this class means} */
    static ProbeRole role(EventRecordClass event) {
        FieldClass.Structure payload = event.payload();
        return payload != null && payload.members().size() == FUNCTION.size()
                ? ProbeRole.of(event.name())
                : ProbeRole.POINT;
    }
}
