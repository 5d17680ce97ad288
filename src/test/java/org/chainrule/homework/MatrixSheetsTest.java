package org.chainrule.homework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Sheets with matrices are judged as any other: rounded, following, by entries. The norm of W @ x
 * is that of CS231n (vector example): q = (0.22, 0.26), f = 0.116, df/dW = [0.088, 0.176; 0.104,
 * 0.208], df/dx = (-0.112, 0.636); the rest by hand.
 */
final class MatrixSheetsTest {
  private static final String NORM =
      "q = W @ x\nf = sum(q^2)\nW = [0.1, 0.5; -0.3, 0.8]\nx = [0.2, 0.4]\n";

  private static List<Judgement> judged(String sheet) {
    return Checker.check("s", sheet).claims();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "q = [0.22, 0.26]                            | RIGHT",
        "df/dq = [0.44, 0.52]                        | RIGHT",
        "df/dx = [-0.11, 0.64]                       | RIGHT_ROUNDED",
        "df/dx = [-0.11, 0.63]                       | RIGHT_TRUNCATED",
        "df/dx = [-0.113, 0.636]                     | NEAR",
        "df/dx = [-0.112, 0.7] ± 0.1                 | RIGHT",
        "df/dx = W' @ [0.44, 0.52]                   | RIGHT",
        "df/dx = W' @ [0.44, 0.52] = [-0.112, 0.636] | RIGHT",
        "df/dx = W' @ [0.44, 0.52] = [-0.112, 0.7]   | WRONG",
        "df/dx = W' @ [0.44, 0.7]                    | WRONG",
        "df/dx = [-1/10 - 0.012, 2*0.318]            | RIGHT",
        "df/dx == 2*W' @ (W @ x)                     | RIGHT",
        "df/dx == 2*W' @ q                           | RIGHT",
        "df/dx == W' @ df/dq                         | RIGHT",
        "df/dx == (2*q)' @ W                         | RIGHT",
        "df/dx == W' @ q                             | WRONG",
        "df/dx == 2*W @ q                            | WRONG",
        "df/dx == [-0.112, 0.636]                    | RIGHT",
        "df/dW == 2*q @ x'                           | RIGHT",
        "df/dW == 2*x @ q'                           | WRONG",
        "df/dW == 2*q                                | SHAPE",
        "df/dW == 2*Q @ x'                           | UNREADABLE",
        "df/dW[1,2] == 2*q[1]*x[2]                   | RIGHT",
        "df/dW[1,2] == 2*q[2]*x[1]                   | WRONG",
        "df/dx = [0.44, 0.52]' @ W                   | RIGHT",
        "df/dx = 2*W' @ q                            | RIGHT",
        "df/dq = q + [0.22, 0.26]                    | RIGHT",
        "df/dq = q*sum(x)*10/3                       | POINT_ONLY",
        "dq/dx == W                                  | RIGHT",
        "dq/dx == W'                                 | WRONG",
        "f == sum(q*q)                               | RIGHT",
        "f == dot(q, q)                              | RIGHT",
        "f == sum(q)^2                               | WRONG",
        "df/dx = ?                                   | SHOWN",
        "df/dW = [[0.088, 0.176], [0.104, 0.208]]    | RIGHT",
        "df/dW = [0.088, 0.176]                      | SHAPE",
        "df/dW[2,1] = 0.104                          | RIGHT",
        "df/dW[3,1] = 0.104                          | UNREADABLE",
        "dq/dx = [0.1, 0.5; -0.3, 0.8]               | RIGHT",
        "down f->q = 1                               | UNREADABLE",
      })
  void aClaimByItself(String claim, Verdict verdict) {
    Judgement judgement = judged(NORM + claim).get(0);
    assertThat(judgement.verdict()).as("%s", judgement).isEqualTo(verdict);
  }

  /** 0.62 for 0.26; then 2*0.62 = 1.24, and W' @ (0.44, 1.24) = (-0.328, 1.212). */
  @Test
  void whatFollowsFromAWrongMatrix() {
    List<Judgement> claims =
        judged(NORM + "q = [0.22, 0.62]\ndf/dq = [0.44, 1.24]\ndf/dx = [-0.328, 1.212]");
    assertThat(claims)
        .extracting(Judgement::verdict)
        .containsExactly(Verdict.WRONG, Verdict.FOLLOWS, Verdict.FOLLOWS);
    assertThat(claims.get(0).message())
        .isEqualTo("1 of 2 entries is right, not [2]: two digits have changed places");
    assertThat(claims.get(2).from()).containsExactly(6);
  }

  @Test
  void whatFollowsFromAWrongEntry() {
    List<Judgement> claims =
        judged(NORM + "q[2] = 0.62\ndf/dq[1] = 0.44\ndf/dq[2] = 1.24\ndf/dx = [-0.328, 1.212]");
    assertThat(claims)
        .extracting(Judgement::verdict)
        .containsExactly(Verdict.WRONG, Verdict.RIGHT, Verdict.FOLLOWS, Verdict.FOLLOWS);
    assertThat(claims.get(2).from()).containsExactly(5);
  }

  /** Each entry of df/dW = [0.088, 0.176; 0.104, 0.208] earns a quarter. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "df/dW = [0.088, 0.176; 0.104, -0.208] | 0.75 | sign | 3 of 4 entries are right, not [2,2]: the size is right, the sign is not",
        "df/dW = [0.88, 0.176; 0.104, 0.208] | 0.75 | factor-10 | 3 of 4 entries are right, not [1,1]: fits ten times the right value",
        "df/dW = [0.088, 0.176; -0.104, -0.208] | 0.5 | sign | 2 of 4 entries are right, not [2,1] and [2,2]: the sizes are right",
        "df/dW = [0.089, 0.176; 0.104, 0.208] | 0.75 | '' | 3 of 4 entries are right, not [1,1]: last digit: 0.088",
        "df/dW = [7, 0.176; 7, 7] | 0.25 | '' | 1 of 4 entries is right, not [1,1], [2,1] and [2,2]",
        "df/dW = [7, 7; 7, 7] | 0 | '' | this does not follow",
        "df/dW = [0.088, 0.104; 0.176, 0.208] | 0.5 | transpose | 2 of 4 entries are right, not [1,2] and [2,1]: fits the transpose",
        "df/dx = [-0.112, 7] | 0.5 | '' | 1 of 2 entries is right, not [2]",
      })
  void eachRightEntryEarnsItsPart(String claim, double points, String slip, String message) {
    Judgement judgement = judged(NORM + claim).get(0);
    assertThat(judgement.verdict().isRight()).isFalse();
    assertThat(judgement.points()).isEqualTo(points);
    assertThat(judgement.slips().stream().map(Judgement.Slip::id).findFirst().orElse(""))
        .isEqualTo(slip);
    assertThat(judgement.message()).startsWith(message);
  }

  /** Ten gradients 2x of which the last six are wrong. */
  @Test
  void ofManyWrongEntriesTheFirstAreNamed() {
    String sheet = "f = sum(x^2)\nx = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]\n";
    Judgement some = judged(sheet + "df/dx = [2, 4, 6, 8, 11, 14, 15, 17, 19, 21]").get(0);
    assertThat(some.message()).isEqualTo("4 of 10 entries are right, not [5], [6], [7] and 3 more");
    assertThat(some.points()).isEqualTo(0.4);
  }

  /** q = (0.22, 0.26); from 0.36 for 0.26 comes 0.72, and 0.52 does not follow. */
  @Test
  void entriesThatFollowEarnTheirPartToo() {
    List<Judgement> claims = judged(NORM + "q = [0.22, 0.36]\ndf/dq = [7, 0.72]");
    assertThat(claims.get(1).message())
        .isEqualTo("1 of 2 entries follows, not [1]: from your line 5 it would be 0.44");
    assertThat(claims.get(1).points()).isEqualTo(0.5);
    claims = judged(NORM + "q = [0.22, 0.26]\ndf/dq = [7, 8]\ndf/dx[2] = 3");
    assertThat(claims.get(1).message())
        .isEqualTo("this does not follow from your line 5; it would be [0.44, 0.52]");
    // 0.5*7 + 0.8*8
    assertThat(claims.get(2).message())
        .isEqualTo("this does not follow from your line 6; it would be 9.9");
    claims = judged(NORM + "q = [0.22, 0.36]\ndf/dq = [0.44, 0.52]");
    assertThat(claims.get(1).verdict()).isEqualTo(Verdict.UNSUPPORTED);
    assertThat(claims.get(1).message()).contains("from your line 5 it would be [0.44, 0.72]");
  }

  /** relu passes 0 where q = (-1.5, 4) is negative; 1 for that 0 makes nothing easier. */
  @Test
  void aZeroThatIsRightMakesNoStepTrivial() {
    String sheet = "h = relu(q)\nf = sum(h^2)\nq = W @ x\nW = [0.5, -1; 2, 1]\nx = [1, 2]\n";
    List<Judgement> claims = judged(sheet + "df/dh = [0, 7]\ndf/dq = [0, 7]");
    assertThat(claims.get(1).verdict()).isEqualTo(Verdict.FOLLOWS);
    assertThat(claims.get(1).points()).isEqualTo(1);
    claims = judged(sheet + "df/dh = [0, 0]\ndf/dq = [0, 0]");
    assertThat(claims.get(1).points()).isEqualTo(0.5);
  }

  /** From 0.3 for 0.26 comes 2*0.3 = 0.6 for 0.52. */
  @Test
  void roundingIsCarriedForward() {
    String sheet = "q = W @ x\nf = sum(q^2)\nW = [1/3, 0; 0, 1]\nx = [1, 1]\n";
    List<Judgement> claims = judged(sheet + "q = [0.33, 1]\ndf/dq = [0.66, 2]");
    assertThat(claims)
        .extracting(Judgement::verdict)
        .containsExactly(Verdict.RIGHT_ROUNDED, Verdict.RIGHT_TRUNCATED);
    claims = judged(sheet + "q = [0.333, 1]\ndf/dq = [0.67, 2]\ndf/dx = [0.223, 2]");
    assertThat(claims.get(2).verdict()).isEqualTo(Verdict.RIGHT_CARRIED);
  }

  @Test
  void mistakesOfEntries() {
    String sheet = "f = sum(a*b)\na = [1, 2]\nb = [3, 5]\n";
    Judgement own = judged(sheet + "df/da = [1, 2]").get(0);
    assertThat(own.slips()).extracting(Judgement.Slip::id).contains("own-input");
    Judgement sign = judged(sheet + "df/da = [-3, -5]").get(0);
    assertThat(sign.slips()).extracting(Judgement.Slip::id).contains("sign");
    assertThat(judged(sheet + "df/da = [3, 5]").get(0).verdict()).isEqualTo(Verdict.RIGHT);
  }

  /** relu at 0: any slope between 0 and 1, entry by entry. */
  @Test
  void kinksOfEntries() {
    String sheet = "h = relu(x)\nf = sum(h)\nx = [0, -1, 2]\n";
    assertThat(judged(sheet + "df/dx = [0.5, 0, 1]").get(0).verdict())
        .isEqualTo(Verdict.RIGHT_CHOICE);
    assertThat(judged(sheet + "df/dx[1] = 1").get(0).verdict()).isEqualTo(Verdict.RIGHT_CHOICE);
    assertThat(judged(sheet + "df/dx = [0.5, 1, 1]").get(0).verdict()).isEqualTo(Verdict.WRONG);
  }

  /** A formula counts near the point: where every unit of relu is on, W' @ 1 is right. */
  @Test
  void aFormulaIsJudgedWhereTheSheetIs() {
    String sheet = "f = sum(relu(W @ x))\nW = [1, 2; 3, 4]\nx = [1, 1]\n";
    Judgement near = judged(sheet + "df/dx == W' @ ones(2, 1)").get(0);
    assertThat(near.verdict()).isEqualTo(Verdict.RIGHT);
    assertThat(near.message()).startsWith("ok near the values of the sheet; it differs at W = [");
    Judgement whole = judged(sheet + "df/dx == W' @ step(W @ x)").get(0);
    assertThat(whole.message()).isEqualTo("ok, agrees at 25 points");
    Judgement wrong = judged(sheet + "df/dx == W @ ones(2, 1)").get(0);
    assertThat(wrong.message()).isEqualTo("here yours [3, 7], right [4, 6]");
  }

  /** At a tie of max the shares add up to 1. */
  @Test
  void sharesOfATieAddUpToOne() {
    String sheet = "f = max(x)\nx = [5, 5, 3]\n";
    for (String right : List.of("[1, 0, 0]", "[0, 1, 0]", "[0.5, 0.5, 0]", "[0.33, 0.67, 0]")) {
      assertThat(judged(sheet + "df/dx = " + right).get(0).verdict().isRight()).as(right).isTrue();
    }
    for (String wrong : List.of("[1, 1, 0]", "[0, 0, 0]", "[0, 0, 1]", "[0.5, 0.25, 0]")) {
      assertThat(judged(sheet + "df/dx = " + wrong).get(0).verdict().isRight()).as(wrong).isFalse();
    }
    String both = "f = sum(relu(x))\nx = [0, 0]\n";
    assertThat(judged(both + "df/dx = [1, 1]").get(0).verdict().isRight()).isTrue();
    assertThat(judged(both + "df/dx = [0, 1]").get(0).verdict().isRight()).isTrue();
  }

  /**
   * In f = x/y + 1/y the local of x is 1/y: a wrong r does not make a right line follow from it.
   */
  @Test
  void aRightLineDoesNotHangOnAnEqualNumber() {
    String sheet = "q = x/y\nr = 1/y\nf = q + r\nx = 3, y = 4\nr = 0.5\ndf/dx = 0.25\n";
    assertThat(judged(sheet))
        .extracting(Judgement::verdict)
        .containsExactly(Verdict.WRONG, Verdict.RIGHT);
  }
}
