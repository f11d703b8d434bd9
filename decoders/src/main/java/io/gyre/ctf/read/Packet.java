package io.gyre.ctf.read;

/**
 * The bytes of one packet, and its header.
 *
 * <p>{@code offset} is a multiple of 8, and at least {@value #PADDING} bytes that may be read (of any value) follow the packet
 * in {@code buffer}, so that a decoder may load 64 bits at any place of the packet. The buffer belongs to the source.
 */
public record Packet(byte[] buffer, int offset, int length, PacketHeader header) {
    public static final int PADDING = 8;
}
