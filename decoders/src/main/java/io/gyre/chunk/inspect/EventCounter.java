package io.gyre.chunk.inspect;

import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.Scope;
import io.gyre.ctf.order.Loss;
import io.gyre.ctf.order.StreamListener;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.SilentVisitor;
import io.gyre.ctf.read.StreamInfo;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells the tally of each stream what comes of it. */
final class EventCounter extends SilentVisitor implements StreamListener {
    private final IdentityHashMap<StreamInfo, StreamTally> tallies;
    private @Nullable StreamTally current;

    EventCounter(IdentityHashMap<StreamInfo, StreamTally> tallies) {
        this.tallies = tallies;
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of();
    }

    @Override
    public void beginEvent(StreamInfo stream, PacketHeader packet, EventRecordClass eventClass, long cycles,
            long timestampNs) {
        current = tally(stream);
        current.event(eventClass, timestampNs);
    }

    @Override
    public void abortEvent() {
        if (current != null) {
            current.abort();
        }
    }

    @Override
    public void packetBegins(StreamInfo stream, PacketHeader packet, PacketContext context) {
        tally(stream).packet(packet);
    }

    @Override
    public void lost(StreamInfo stream, Loss loss) {
        tally(stream).lost(loss);
    }

    private StreamTally tally(StreamInfo stream) {
        return Objects.requireNonNull(tallies.get(stream));
    }
}
