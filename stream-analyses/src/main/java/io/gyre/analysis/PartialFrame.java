package io.gyre.analysis;

import io.gyre.analysis.PartialFormatException.Kind;
import java.util.zip.CRC32C;

/**
 * What stands around the bytes of a partial wherever it is stored or sent.
 *
 * <pre>
 * frame    = magic name version content checksum
 * magic    = 'G' 'P' %x01          ; the last byte is the version of this frame
 * name     = length *OCTET         ; the analysis, UTF-8, as PartialOutput writes strings
 * version  = LEB128                ; of the analysis
 * content  = *OCTET                ; as the analysis writes it
 * checksum = 4OCTET                ; CRC-32C of all before it, most significant byte first
 * </pre>
 */
final class PartialFrame {
    private static final byte[] MAGIC = { 'G', 'P', 1};
    private static final int CHECKSUM_BYTES = 4;

    private PartialFrame() {}

    static <P> byte[] encode(Analysis<P> analysis, P partial) {
        var out = new PartialOutput();
        for (byte b : MAGIC) {
            out.writeByte(b);
        }
        out.writeString(analysis.name());
        out.writeUnsigned(analysis.version());
        analysis.write(partial, out);
        int checksum = checksum(out.toByteArray(), out.toByteArray().length);
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.writeByte((byte) (checksum >>> shift));
        }
        return out.toByteArray();
    }

    static <P> P decode(Analysis<P> analysis, byte[] bytes) throws PartialFormatException {
        int end = bytes.length - CHECKSUM_BYTES;
        if (end < MAGIC.length || bytes[0] != MAGIC[0] || bytes[1] != MAGIC[1]) {
            throw corrupt(analysis, bytes.length + " bytes that are no partial");
        }
        if (bytes[2] != MAGIC[2]) {
            throw new PartialFormatException(Kind.TOO_NEW,
                    "partial frame of version " + bytes[2] + ", known is " + MAGIC[2]);
        }
        int stored = 0;
        for (int i = end; i < bytes.length; i++) {
            stored = (stored << 8) | (bytes[i] & 0xFF);
        }
        if (stored != checksum(bytes, end)) {
            throw corrupt(analysis, "checksum differs");
        }
        var in = new PartialInput(bytes, MAGIC.length, end);
        String name = in.readString();
        if (!name.equals(analysis.name())) {
            throw new PartialFormatException(Kind.OTHER_ANALYSIS,
                    "a partial of analysis " + name + ", wanted is " + analysis.name());
        }
        P partial = analysis.read(in, version(analysis, in.readUnsigned()));
        if (in.remaining() != 0) {
            throw corrupt(analysis, in.remaining() + " bytes too many");
        }
        return partial;
    }

    private static int version(Analysis<?> analysis, long version) throws PartialFormatException {
        if (version > analysis.version() || version < 1) {
            throw new PartialFormatException(version < 1 ? Kind.TOO_OLD : Kind.TOO_NEW, "partial of " + analysis.name()
                    + " version " + version + ", known are 1 to " + analysis.version());
        }
        return (int) version;
    }

    private static int checksum(byte[] bytes, int length) {
        var checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }

    private static PartialFormatException corrupt(Analysis<?> analysis, String what) {
        return new PartialFormatException(Kind.CORRUPT, "partial of " + analysis.name() + ": " + what);
    }
}
