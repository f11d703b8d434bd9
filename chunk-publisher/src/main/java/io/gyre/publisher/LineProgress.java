package io.gyre.publisher;

import io.gyre.wire.LineId;
import java.nio.file.Path;

/**
 * How far a session line is, by a look at the disk.
 *
 * @param archives where its chunks lie
 * @param chunks how many lie there
 * @param waiting how many of these this watch has not published and not found published
 * @param newestId of the newest chunk there
 * @param newest the newest chunk's folder
 */
public record LineProgress(LineId line, Path archives, int chunks, int waiting, long newestId, Path newest) {}
