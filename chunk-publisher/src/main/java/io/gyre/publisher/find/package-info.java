/**
 * Trace chunks on disk: which are finished, where, and what comes after one. Everything here is read-only and tolerates folders
 * that appear, move and vanish meanwhile; LTTng's one rename into {@code archives/} is the sign that a chunk is complete.
 *
 * <p>{@link io.gyre.publisher.find.ArchiveScan} is the truth; {@link io.gyre.publisher.find.ArchiveWatch} only says when to scan
 * again. Another source of that signal (LTTng's notifications, a hook) wakes the same scan.
 */
@NullMarked
package io.gyre.publisher.find;

import org.jspecify.annotations.NullMarked;
