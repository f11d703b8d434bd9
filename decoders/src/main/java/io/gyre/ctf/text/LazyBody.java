package io.gyre.ctf.text;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.compile.EventBody;
import io.gyre.ctf.read.PacketCursor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A body that is made when it is first needed, which most never are. */
final class LazyBody extends EventBody {
    private final Supplier<EventBody> maker;
    private @Nullable EventBody made;

    LazyBody(Supplier<EventBody> maker) {
        this.maker = maker;
    }

    @Override
    public long read(PacketCursor cursor, byte[] buffer, long start, long position, long clock)
            throws DataStreamException {
        EventBody body = made;
        if (body == null) {
            body = maker.get();
            made = body;
        }
        return body.read(cursor, buffer, start, position, clock);
    }
}
