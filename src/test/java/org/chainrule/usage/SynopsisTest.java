package org.chainrule.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of a manual, read as rules. */
final class SynopsisTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''                               ; 0 ; 0  ; ''",
        "FILE [name=value ...]            ; 1 ; -1 ; ''",
        "EXPRESSION|FILE [name=value ...] ; 1 ; -1 ; ''",
        "A B                              ; 2 ; 2  ; ''",
        "[NAME]                           ; 0 ; 1  ; ''",
        "bash|zsh|fish                    ; 1 ; 1  ; bash zsh fish",
        "N|full                           ; 1 ; 1  ; full",
        "json|tap[=FILE]                  ; 1 ; 1  ; json tap",
        "[=N]                             ; 0 ; 1  ; ''",
        "[=full|upper]                    ; 0 ; 1  ; full upper",
      })
  void tellsHowManyWordsAndWhich(String text, int least, int most, String choices) {
    Synopsis synopsis = new Synopsis(text);
    assertThat(synopsis.least()).isEqualTo(least);
    assertThat(synopsis.most()).isEqualTo(most < 0 ? Integer.MAX_VALUE : most);
    assertThat(String.join(" ", synopsis.choices())).isEqualTo(choices);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "bash|zsh        ; zsh         ; true",
        "bash|zsh        ; tcsh        ; false",
        "N|full          ; 12          ; true",
        "json|tap[=FILE] ; tap=out.tap ; true",
        "json|tap[=FILE] ; xml=out.xml ; false",
        "auto|never      ; auto=1      ; false",
        "[=N]            ; 900         ; true",
        "[=full|upper]   ; upper       ; true",
        "[=full|upper]   ; left        ; false",
      })
  void tellsWhatFits(String text, String word, boolean fits) {
    assertThat(new Synopsis(text).allows(word)).isEqualTo(fits);
  }

  @ParameterizedTest
  @CsvSource({
    "EXPRESSION|FILE,FILE,true",
    "EXPRESSION|FILE,PRESS,false",
    "[=FILE],FILE,true",
    "SHEET,FILE,false"
  })
  void tellsWhatIsWanted(String text, String kind, boolean wanted) {
    assertThat(new Synopsis(text).wants(kind)).isEqualTo(wanted);
  }
}
