package io.gyre.analysis.user.address;

/**
 * A file mapped into a process, as the state dump or the dynamic linker told.
 *
 * @param isMovable whether addresses in the file count from where it is mapped
 */
public record Mapping(long bytes, String path, boolean isMovable) {}
