package io.gyre.publisher.lttng;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Calls C functions whose handles are exact; what these throw is a defect of ours, never LTTng's answer. */
final class Native {
    private Native() {}

    static int callInt(MethodHandle function, Object... arguments) {
        return (int) call(function, arguments);
    }

    static MemorySegment callPointer(MethodHandle function, Object... arguments) {
        return (MemorySegment) call(function, arguments);
    }

    static void callVoid(MethodHandle function, Object... arguments) {
        try {
            function.invokeWithArguments(arguments);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean isNull(MemorySegment pointer) {
        return pointer.address() == 0;
    }

    private static Object call(MethodHandle function, Object... arguments) {
        try {
            return function.invokeWithArguments(arguments);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
