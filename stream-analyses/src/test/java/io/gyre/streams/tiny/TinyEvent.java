package io.gyre.streams.tiny;

/** An event of a {@link TinyTrace}. */
public sealed interface TinyEvent {
    long at();

    record Tick(long at, int number) implements TinyEvent {}

    record Switch(long at, String fromComm, int fromTid, String toComm, int toTid) implements TinyEvent {}
}
