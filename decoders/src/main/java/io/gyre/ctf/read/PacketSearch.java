package io.gyre.ctf.read;

import io.gyre.ctf.DataStreamException;
import io.gyre.ctf.model.FieldClass;
import io.gyre.ctf.model.Role;
import io.gyre.ctf.model.TraceClass;
import java.io.IOException;
import java.util.OptionalLong;

/** Finds the next packet where the size of the one before is not to be trusted: by its magic number, and a header that reads well. */
final class PacketSearch {
    private static final int BLOCK_BYTES = 1 << 16;
    private static final int MAGIC_BYTES = 4;

    private final TraceClass traceClass;

    PacketSearch(TraceClass traceClass) {
        this.traceClass = traceClass;
    }

    /** {@return where the first packet at or after {@code from} begins, if one is found} */
    OptionalLong next(DataFile file, long from) throws IOException {
        if (!hasMagic()) {
            return OptionalLong.empty();
        }
        byte[] block = new byte[BLOCK_BYTES];
        for (long at = from; at + MAGIC_BYTES <= file.size(); at += BLOCK_BYTES - MAGIC_BYTES + 1) {
            int count = file.read(block, 0, (int) Math.min(BLOCK_BYTES, file.size() - at), at);
            for (int i = 0; i + MAGIC_BYTES <= count; i++) {
                if (isMagic(block, i) && readsWell(file, at + i)) {
                    return OptionalLong.of(at + i);
                }
            }
        }
        return OptionalLong.empty();
    }

    private boolean hasMagic() {
        return traceClass.packetHeader() != null && traceClass.packetHeader().members().stream()
                .anyMatch(m -> m.fieldClass() instanceof FieldClass.FixedLengthInteger integer
                        && integer.roles().contains(Role.PACKET_MAGIC_NUMBER));
    }

    /** In either byte order. */
    private static boolean isMagic(byte[] block, int i) {
        int found = (block[i] & 0xff) << 24 | (block[i + 1] & 0xff) << 16 | (block[i + 2] & 0xff) << 8
                | (block[i + 3] & 0xff);
        return found == (int) PacketProperties.MAGIC || found == Integer.reverseBytes((int) PacketProperties.MAGIC);
    }

    private boolean readsWell(DataFile file, long position) throws IOException {
        try {
            var window = new PacketWindow(new PacketHeaders(traceClass));
            return window.header(file, position, 0, 0).packetBytes() <= file.size() - position;
        } catch (DataStreamException _) {
            return false;
        }
    }
}
