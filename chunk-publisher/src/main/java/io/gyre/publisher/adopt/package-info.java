/**
 * What LTTng left behind: a session daemon that was killed leaves {@code .tmp_old_chunk/} and {@code <begin>-<id>/} in a session's folder,
 * and a session that never rotated leaves its data there when it is destroyed. Nothing repairs these, and no watch takes them, for it cannot
 * tell them from what is being recorded. {@link io.gyre.publisher.adopt.Adoption} moves them into {@code archives/}, where all chunks are
 * found, once it is sure that nobody writes them.
 */
@NullMarked
package io.gyre.publisher.adopt;

import org.jspecify.annotations.NullMarked;
