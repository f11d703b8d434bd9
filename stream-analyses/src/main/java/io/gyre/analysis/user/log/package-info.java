/** What programs log through LTTng's agents. */
@NullMarked
package io.gyre.analysis.user.log;

import org.jspecify.annotations.NullMarked;
