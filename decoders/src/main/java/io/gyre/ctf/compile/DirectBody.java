package io.gyre.ctf.compile;

import io.gyre.ctf.read.PacketCursor;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * The body of an event class, to be called without looking up whose {@code read} it is.
 *
 * @param id of the event class, one that fits an int
 * @param read of that class alone, but with an {@link EventBody} for its first parameter
 */
record DirectBody(int id, MethodHandle read) {
    private static final MethodType READ = MethodType.methodType(long.class, PacketCursor.class, byte[].class,
            long.class, long.class, long.class);

    static DirectBody of(int id, EventBody body) {
        try {
            // The lookup's rights reach hidden classes of handlers' packages too: the method is public, its declaring class named by the object.
            MethodHandle read = MethodHandles.privateLookupIn(body.getClass(), MethodHandles.lookup())
                    .findVirtual(body.getClass(), "read", READ);
            return new DirectBody(id, read.asType(READ.insertParameterTypes(0, EventBody.class)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot reach the code made for event class " + id, e);
        }
    }
}
