/** What the readers of both metadata languages share: errors that say where in the text, and inside of what. */
@NullMarked
package io.gyre.ctf.source;

import org.jspecify.annotations.NullMarked;
