package io.gyre.publisher.pack;

import io.gyre.ctf.CtfException;
import io.gyre.ctf.Place;
import io.gyre.wire.Manifest.DamageRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a chunk could not be understood; its first entries, and how many more there are. */
final class DamageLog {
    private static final int MAX_ENTRIES = 500;
    private static final int MAX_MESSAGE_CHARS = 2000;

    private final List<DamageRef> entries = new ArrayList<>();
    private long more;

    void add(DamageRef damage) {
        if (entries.size() < MAX_ENTRIES) {
            entries.add(damage);
        } else {
            more++;
        }
    }

    /** @param file path below the chunk's folder */
    void add(CtfException damage, String file) {
        Place place = damage.place();
        add(damage.code(), String.valueOf(damage.getMessage()), file, known(place.packetIndex()),
                known(place.byteOffset()));
    }

    void add(String code, String message, String file, @Nullable Long packet, @Nullable Long byteOffset) {
        add(new DamageRef(code, message.substring(0, Math.min(message.length(), MAX_MESSAGE_CHARS)), file, packet,
                byteOffset));
    }

    void addTooLarge(String file, long packet, long byteOffset, long bytes) {
        add("packet-too-large", "a packet of " + bytes + " bytes does not fit into one record, sealed;"
                + " it can be restored, not analysed", file, packet, byteOffset);
    }

    List<DamageRef> entries() {
        List<DamageRef> all = new ArrayList<>(entries);
        if (more > 0) {
            all.add(new DamageRef("more-damages", more + " more places are damaged", "", null, null));
        }
        return all;
    }

    private static @Nullable Long known(long number) {
        return number < 0 ? null : Long.valueOf(number);
    }
}
