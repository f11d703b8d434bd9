package io.gyre.analysis.user.callstack;

/**
 * A file mapped into a process, as the state dump or the dynamic linker told.
 *
 * @param isMovable whether addresses in the file count from where it is mapped
 */
record Mapping(long bytes, String path, boolean isMovable) {}
