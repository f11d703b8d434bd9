package io.gyre.wire.seal;

/**
 * A run of bytes of one file of a chunk, as a view: {@code length} bytes of {@code buffer} from {@code offset} on, not copied.
 *
 * <p>Pieces that a reader returns have an offset that is a multiple of 8, and at least 8 bytes that may be read (of any value)
 * follow in the buffer, as decoders of packets want it.
 */
public sealed interface Piece {

    /** {@return the file's path below its chunk's folder, with {@code /}} */
    String path();

    /** {@return where the bytes belong in their file} */
    long fileOffset();

    byte[] buffer();

    int offset();

    int length();

    /** {@return what a segment says of the piece before its content} */
    PieceHead head();

    /** A part of a file that is not known to be packets, or the whole of it. */
    record FilePart(String path, long fileOffset, byte[] buffer, int offset, int length) implements Piece {
        @Override
        public PieceHead.FilePart head() {
            return new PieceHead.FilePart(path, fileOffset, length);
        }
    }

    /**
     * One whole packet of a data stream.
     *
     * @param packetIndex from 0, in its file
     * @param beginNs nanoseconds since the epoch; {@link Long#MIN_VALUE} when the packet does not say
     * @param endNs nanoseconds since the epoch; {@link Long#MAX_VALUE} when the packet does not say
     */
    record PacketPiece(String path, long fileOffset, long packetIndex, long beginNs, long endNs, byte[] buffer,
            int offset, int length) implements Piece {
        @Override
        public PieceHead.Packet head() {
            return new PieceHead.Packet(path, fileOffset, packetIndex, beginNs, endNs, length);
        }
    }
}
