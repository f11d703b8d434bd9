package io.gyre.wire.seal;

/** What a segment says of a piece before its content. */
public sealed interface PieceHead {

    /** {@return the file's path below its chunk's folder, with {@code /}} */
    String path();

    /** {@return where the content belongs in its file} */
    long fileOffset();

    /** {@return how many bytes the content has} */
    int length();

    /** Of a part of a file that is not known to be packets, or the whole of it. */
    record FilePart(String path, long fileOffset, int length) implements PieceHead {}

    /**
     * Of one whole packet of a data stream.
     *
     * @param packetIndex from 0, in its file
     * @param beginNs nanoseconds since the epoch; {@link Long#MIN_VALUE} when the packet does not say
     * @param endNs nanoseconds since the epoch; {@link Long#MAX_VALUE} when the packet does not say
     */
    record Packet(String path, long fileOffset, long packetIndex, long beginNs, long endNs, int length)
            implements
                PieceHead {}
}
