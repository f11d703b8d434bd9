package io.gyre.chunk.inspect;

import io.gyre.ctf.read.PacketHeader;

/** One packet and how many events were read from it. */
public record PacketSummary(PacketHeader header, long events) {}
