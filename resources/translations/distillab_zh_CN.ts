<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>distillab::Advice</name>
    <message>
        <source>%1: %2 → %3</source>
        <comment>a setting, its old and its new value</comment>
        <translation>%1：%2 → %3</translation>
    </message>
    <message>
        <source>; </source>
        <comment>between the settings that an advice changes</comment>
        <translation>；</translation>
    </message>
    <message>
        <source>The numbers of this run show nothing that ought to be changed.</source>
        <translation>从本次运行的数据看，没有需要改动的地方。</translation>
    </message>
</context>
<context>
    <name>distillab::Advisor</name>
    <message>
        <source>Limit of training items</source>
        <translation>训练样本上限</translation>
    </message>
    <message>
        <source>Random shift in pixels</source>
        <translation>随机平移（像素）</translation>
    </message>
    <message>
        <source>Random left-right flip</source>
        <translation>随机左右翻转</translation>
    </message>
    <message>
        <source>Changed copies of each text</source>
        <translation>每条文本的改写副本数</translation>
    </message>
    <message>
        <source>Most tokens of a text</source>
        <translation>文本最多词元数</translation>
    </message>
    <message>
        <source>Source of the teacher</source>
        <translation>教师来源</translation>
    </message>
    <message>
        <source>Folder of the teacher</source>
        <translation>教师文件夹</translation>
    </message>
    <message>
        <source>Teacher&apos;s answers kept on disk</source>
        <translation>教师答案保存到磁盘</translation>
    </message>
    <message>
        <source>Quantised teacher</source>
        <translation>量化教师</translation>
    </message>
    <message>
        <source>Epochs of the teacher</source>
        <translation>教师训练轮数</translation>
    </message>
    <message>
        <source>Learning rate of the teacher</source>
        <translation>教师学习率</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>学生</translation>
    </message>
    <message>
        <source>Width of the student</source>
        <translation>学生宽度</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Alpha, the teacher&apos;s weight</source>
        <translation>Alpha，教师的权重</translation>
    </message>
    <message>
        <source>Epochs of the student</source>
        <translation>学生训练轮数</translation>
    </message>
    <message>
        <source>Learning rate of the student</source>
        <translation>学生学习率</translation>
    </message>
    <message>
        <source>Precision of the ONNX files</source>
        <translation>ONNX 文件的精度</translation>
    </message>
</context>
<context>
    <name>distillab::ApiKey</name>
    <message>
        <source>Put the key into the environment variable %1.</source>
        <translation>请把密钥放进环境变量 %1。</translation>
    </message>
    <message>
        <source>The system&apos;s keychain does not answer.</source>
        <translation>系统钥匙串没有响应。</translation>
    </message>
    <message>
        <source>There is no keychain on this system.</source>
        <translation>此系统没有钥匙串。</translation>
    </message>
    <message>
        <source>The system&apos;s keychain refuses: %1.</source>
        <translation>系统钥匙串拒绝访问：%1。</translation>
    </message>
    <message>
        <source>the key has characters that no key has</source>
        <translation>密钥中含有密钥不可能有的字符</translation>
    </message>
    <message>
        <source>Copy the key again from the provider&apos;s page.</source>
        <translation>请从服务商的页面重新复制密钥。</translation>
    </message>
    <message>
        <source>the system&apos;s keychain</source>
        <translation>系统钥匙串</translation>
    </message>
    <message>
        <source>The system&apos;s keychain has no key for %1.</source>
        <translation>系统钥匙串中没有 %1 的密钥。</translation>
    </message>
</context>
<context>
    <name>distillab::Bin</name>
    <message>
        <source>the run cannot be moved to %1</source>
        <translation>无法把这次运行移到 %1</translation>
    </message>
    <message>
        <source>Check that you may write to both folders and that they are on one disk.</source>
        <translation>请检查两个文件夹是否都可写，并且位于同一磁盘上。</translation>
    </message>
    <message>
        <source>“%1” cannot be removed</source>
        <translation>无法删除“%1”</translation>
    </message>
    <message>
        <source>Check that you may write to this folder.</source>
        <translation>请检查该文件夹是否可写。</translation>
    </message>
</context>
<context>
    <name>distillab::BlackBox</name>
    <message>
        <source>the model takes no pictures</source>
        <translation>该模型不接收图片</translation>
    </message>
    <message>
        <source>Choose a classifier with one input, [batch, channels, height, width].</source>
        <translation>请选择只有一个输入 [batch, channels, height, width] 的分类器。</translation>
    </message>
    <message>
        <source>the model has the input “%1”, which no text fills</source>
        <translation>该模型有输入“%1”，文本无法填入</translation>
    </message>
    <message>
        <source>Choose a classifier that reads input_ids, attention_mask and, if it likes, token_type_ids, 64-bit whole numbers each.</source>
        <translation>请选择读取 input_ids、attention_mask 以及（可选）token_type_ids 的分类器，它们都是 64 位整数。</translation>
    </message>
    <message>
        <source>LibTorch cannot open the file: %1</source>
        <translation>LibTorch 无法打开该文件：%1</translation>
    </message>
    <message>
        <source>Choose a file that torch.jit.save has written.</source>
        <translation>请选择由 torch.jit.save 写出的文件。</translation>
    </message>
    <message>
        <source>the program in the file does not answer: %1</source>
        <translation>文件中的程序没有作答：%1</translation>
    </message>
    <message>
        <source>It is called with input_ids, attention_mask and, if it has a third input, token_type_ids, [batch, tokens] each.</source>
        <translation>调用时传入 input_ids、attention_mask，若有第三个输入则还有 token_type_ids，形状均为 [batch, tokens]。</translation>
    </message>
    <message>
        <source>It is called with pictures, [batch, channels, height, width].</source>
        <translation>调用时传入图片，形状为 [batch, channels, height, width]。</translation>
    </message>
    <message>
        <source>the program in the file gives no scores [batch, classes]</source>
        <translation>文件中的程序没有给出形状为 [batch, classes] 的分数</translation>
    </message>
    <message>
        <source>It should return a tensor, a tuple that holds one, or a dictionary with “logits”.</source>
        <translation>它应返回一个张量、含有张量的元组，或带有“logits”的字典。</translation>
    </message>
    <message>
        <source>of this teacher only its answers are known, not its hidden states or attention</source>
        <translation>对这个教师只知道它的回答，不知道它的隐藏状态和注意力</translation>
    </message>
    <message>
        <source>Remove the losses that compare these, or choose a model folder.</source>
        <translation>请去掉比较这些内容的损失，或选择模型文件夹。</translation>
    </message>
    <message>
        <source>the file&apos;s answers are no usable numbers: some are NaN, infinite or far too large</source>
        <translation>该文件的回答不是可用的数：其中有 NaN、无穷大或过大的值</translation>
    </message>
    <message>
        <source>Choose another teacher: no student can learn from this one.</source>
        <translation>请另选教师：没有学生能向它学习。</translation>
    </message>
    <message>
        <source>the process for the teacher&apos;s program cannot be started: %1</source>
        <translation>无法启动运行教师程序的进程：%1</translation>
    </message>
    <message>
        <source>Install DistilLab again.</source>
        <translation>请重新安装 DistilLab。</translation>
    </message>
    <message>
        <source>Ask for an ONNX file instead: it holds no program.</source>
        <translation>请改用 ONNX 文件：其中没有程序。</translation>
    </message>
    <message>
        <source>the process in which the teacher&apos;s program runs has ended, or answers nonsense</source>
        <translation>运行教师程序的进程已经结束，或者给出了无意义的回答</translation>
    </message>
    <message>
        <source>It may have wanted more memory than there is, or something that it may not do: connect, write files, start programs. Choose another teacher.</source>
        <translation>它可能需要的内存超过了现有内存，或者想做不允许的事：联网、写文件、启动程序。请换一个教师。</translation>
    </message>
</context>
<context>
    <name>distillab::Bundle</name>
    <message>
        <source>the file is damaged: %1</source>
        <translation>文件已损坏：%1</translation>
    </message>
    <message>
        <source>Export the run once more.</source>
        <translation>请重新导出这次运行。</translation>
    </message>
    <message>
        <source>the file cannot be read: %1</source>
        <translation>无法读取文件：%1</translation>
    </message>
    <message>
        <source>the export would take the place of “%1”, which no export wrote</source>
        <translation>导出会取代“%1”，而它不是导出写下的</translation>
    </message>
    <message>
        <source>Choose an empty folder, or a new one.</source>
        <translation>请选择一个空文件夹，或新建一个。</translation>
    </message>
    <message>
        <source>the student&apos;s files are not as DistilLab writes them: %1</source>
        <translation>学生的文件不是 DistilLab 所写的样子：%1</translation>
    </message>
    <message>
        <source>Run the experiment again.</source>
        <translation>请重新运行这个实验。</translation>
    </message>
</context>
<context>
    <name>distillab::Chat</name>
    <message>
        <source>the server&apos;s answer is no JSON</source>
        <translation>服务器的回答不是 JSON</translation>
    </message>
    <message>
        <source>the server reports an error: %1</source>
        <translation>服务器报告错误：%1</translation>
    </message>
    <message>
        <source>the server&apos;s answer holds no choice</source>
        <translation>服务器的回答中没有任何候选内容</translation>
    </message>
    <message>
        <source>the server&apos;s content filter withheld the answer</source>
        <translation>服务器的内容过滤器拦下了回答</translation>
    </message>
    <message>
        <source>the model refused: %1</source>
        <translation>模型拒绝回答：%1</translation>
    </message>
    <message>
        <source>the answer was cut off before its first word: too few tokens were allowed</source>
        <translation>回答还没开始就被截断：允许的词元太少</translation>
    </message>
    <message>
        <source>the server&apos;s answer is empty</source>
        <translation>服务器的回答是空的</translation>
    </message>
</context>
<context>
    <name>distillab::Checkpoint</name>
    <message>
        <source>the checkpoint is damaged: %1</source>
        <translation>检查点已损坏：%1</translation>
    </message>
    <message>
        <source>Delete the checkpoint to begin this run again.</source>
        <translation>删除该检查点即可从头开始这次运行。</translation>
    </message>
</context>
<context>
    <name>distillab::Collector</name>
    <message>
        <source>the server refuses the key</source>
        <translation>服务器不接受该密钥</translation>
    </message>
    <message>
        <source>the account has no money left</source>
        <translation>账户余额不足</translation>
    </message>
    <message>
        <source>the server forbids this</source>
        <translation>服务器禁止此操作</translation>
    </message>
    <message>
        <source>the server knows no such address or model</source>
        <translation>服务器上没有这个地址或模型</translation>
    </message>
    <message>
        <source>the server gave up waiting</source>
        <translation>服务器等待超时</translation>
    </message>
    <message>
        <source>the prompt is too long for the server</source>
        <translation>提示词对服务器来说太长</translation>
    </message>
    <message>
        <source>the server is asked too often</source>
        <translation>对服务器的请求过于频繁</translation>
    </message>
    <message>
        <source>the server is in trouble</source>
        <translation>服务器出现故障</translation>
    </message>
    <message>
        <source>the server refuses the request</source>
        <translation>服务器拒绝了请求</translation>
    </message>
    <message>
        <source>Put the right key into the environment variable %1, or into the system&apos;s keychain.</source>
        <translation>请把正确的密钥放进环境变量 %1 或系统钥匙串。</translation>
    </message>
    <message>
        <source>Add money to the account, then go on.</source>
        <translation>请给账户充值后再继续。</translation>
    </message>
    <message>
        <source>Check the model&apos;s name and the address: for many servers it ends with /v1.</source>
        <translation>请检查模型名称和地址：许多服务器的地址以 /v1 结尾。</translation>
    </message>
    <message>
        <source>Check the address and the server, then go on: what was answered is kept.</source>
        <translation>请检查地址和服务器后再继续：已得到的回答都已保存。</translation>
    </message>
    <message>
        <source>not answered: stopped</source>
        <translation>未得到回答：已停止</translation>
    </message>
    <message>
        <source>not asked: stopped</source>
        <translation>未提问：已停止</translation>
    </message>
    <message>
        <source>not asked: %1</source>
        <translation>未提问：%1</translation>
    </message>
    <message>
        <source>Raise the limit to go on: what was answered is kept and not asked again.</source>
        <translation>提高上限即可继续：已得到的回答都已保存，不会再问一遍。</translation>
    </message>
    <message>
        <source>the limit of %L1 requests is reached</source>
        <translation>已达到 %L1 次请求的上限</translation>
    </message>
    <message>
        <source>the next answer could exceed the limit on money, %1</source>
        <translation>再得到一个回答就可能超过费用上限 %1</translation>
    </message>
    <message>
        <source>the server&apos;s answer is larger than %1 MiB</source>
        <translation>服务器的回答超过 %1 MiB</translation>
    </message>
    <message>
        <source>the answer did not come within %1 s</source>
        <translation>%1 秒内没有得到回答</translation>
    </message>
    <message>
        <source>%1 (%2 times)</source>
        <translation>%1（%2 次）</translation>
    </message>
    <message>
        <source>an address that is none</source>
        <translation>一个无效的地址</translation>
    </message>
    <message>
        <source>the server sends on to %1 (%2); prompts and key do not go there</source>
        <translation>服务器转向 %1（%2）；提示词和密钥不会发往那里</translation>
    </message>
    <message>
        <source>The server does not know JSON mode; it is asked without.</source>
        <translation>服务器不支持 JSON 模式，改为不使用它提问。</translation>
    </message>
    <message>
        <source>The server gives no log-probabilities; it is asked without.</source>
        <translation>服务器不提供对数概率，改为不使用它提问。</translation>
    </message>
    <message>
        <source>it wants to be asked again only in %1 s</source>
        <translation>它要求 %1 秒后才能再问</translation>
    </message>
    <message>
        <source>asked %1 times</source>
        <translation>已问 %1 次</translation>
    </message>
</context>
<context>
    <name>distillab::Csv</name>
    <message>
        <source>something follows a closed quotation mark</source>
        <translation>引号结束后还有别的内容</translation>
    </message>
    <message>
        <source>a quotation mark is never closed</source>
        <translation>有一个引号没有结束</translation>
    </message>
    <message>
        <source>The file was changed or damaged. Correct the line.</source>
        <translation>文件被改动或损坏了。请更正这一行。</translation>
    </message>
</context>
<context>
    <name>distillab::Data</name>
    <message>
        <source>Copy or download the file again.</source>
        <translation>请重新复制或下载该文件。</translation>
    </message>
    <message>
        <source>the compressed data breaks off</source>
        <translation>压缩数据中途中断</translation>
    </message>
    <message>
        <source>%1, byte %2 after unpacking</source>
        <translation>%1，解压后第 %2 字节</translation>
    </message>
    <message>
        <source>%1, byte %2</source>
        <translation>%1，第 %2 字节</translation>
    </message>
    <message>
        <source>the file cannot be read: %1</source>
        <translation>无法读取文件：%1</translation>
    </message>
    <message>
        <source>Check the path and that you may read the file.</source>
        <translation>请检查路径，并确认您有权读取该文件。</translation>
    </message>
    <message>
        <source>the compressed data is damaged</source>
        <translation>压缩数据已损坏</translation>
    </message>
    <message>
        <source>something else follows the compressed data</source>
        <translation>压缩数据之后还有其他内容</translation>
    </message>
    <message>
        <source>the file is too short: its header promises %1 bytes</source>
        <translation>文件太短：文件头声明有 %1 字节</translation>
    </message>
    <message>
        <source>Give a file in the IDX format of MNIST, plain or gzip.</source>
        <translation>请提供 MNIST 的 IDX 格式文件，可以是未压缩的或 gzip 压缩的。</translation>
    </message>
    <message>
        <source>the file is too short for an IDX file</source>
        <translation>文件太短，不是 IDX 文件</translation>
    </message>
    <message>
        <source>this is no IDX file</source>
        <translation>这不是 IDX 文件</translation>
    </message>
    <message>
        <source>the values are of type 0x%1; only unsigned bytes (0x08) are read</source>
        <translation>数值类型为 0x%1；只能读取无符号字节（0x08）</translation>
    </message>
    <message>
        <source>the data has %1 dimensions where %2 were expected</source>
        <translation>数据有 %1 个维度，而应为 %2 个</translation>
    </message>
    <message>
        <source>Image files have 3 dimensions, label files have 1.</source>
        <translation>图像文件有 3 个维度，标签文件有 1 个。</translation>
    </message>
    <message>
        <source>the file ends inside its header</source>
        <translation>文件在文件头内就结束了</translation>
    </message>
    <message>
        <source>the file is empty: one of its sizes is 0</source>
        <translation>文件是空的：其中一个尺寸为 0</translation>
    </message>
    <message>
        <source>Give a file that holds data.</source>
        <translation>请提供含有数据的文件。</translation>
    </message>
    <message>
        <source>the header promises more than %1 values, the most that is read</source>
        <translation>文件头声明的数值超过 %1 个，已超出可读取的上限</translation>
    </message>
    <message>
        <source>the file is too long: the data should end here</source>
        <translation>文件太长：数据应在此处结束</translation>
    </message>
    <message>
        <source>the image is too large: %1 × %2 pixels</source>
        <translation>图像太大：%1 × %2 像素</translation>
    </message>
    <message>
        <source>Scale it down to at most %1 million pixels.</source>
        <translation>请将其缩小到不超过 %1 百万像素。</translation>
    </message>
    <message>
        <source>the file cannot be read as an image: %1</source>
        <translation>无法将该文件作为图像读取：%1</translation>
    </message>
    <message>
        <source>Give a PNG or JPEG file.</source>
        <translation>请提供 PNG 或 JPEG 文件。</translation>
    </message>
    <message>
        <source>there is a folder inside the folder of class “%1”</source>
        <translation>类别“%1”的文件夹里还有一个文件夹</translation>
    </message>
    <message>
        <source>Put the pictures of a class directly into the folder of the class.</source>
        <translation>请把一个类别的图片直接放进该类别的文件夹。</translation>
    </message>
    <message>
        <source>the folder of class “%1” is empty</source>
        <translation>类别“%1”的文件夹是空的</translation>
    </message>
    <message>
        <source>Put pictures into it or remove it.</source>
        <translation>请放入图片，或删除该文件夹。</translation>
    </message>
    <message>
        <source>%1 images of %2 × %3 pixels do not fit into memory (limit: %4 GiB)</source>
        <translation>%1 张 %2 × %3 像素的图像超出内存限制（上限：%4 GiB）</translation>
    </message>
    <message>
        <source>Choose a smaller data.image_size or fewer images.</source>
        <translation>请选择更小的 data.image_size，或减少图像数量。</translation>
    </message>
    <message>
        <source>the folder holds no subfolders with pictures</source>
        <translation>该文件夹里没有装着图片的子文件夹</translation>
    </message>
    <message>
        <source>Give a folder with one subfolder of pictures per class.</source>
        <translation>请提供一个文件夹，其中每个类别有一个装图片的子文件夹。</translation>
    </message>
    <message>
        <source>the label file of these images is missing</source>
        <translation>缺少这些图像的标签文件</translation>
    </message>
    <message>
        <source>Put it beside the images (train-labels-idx1-ubyte), or name it as data.labels.</source>
        <translation>请把它放在图像旁边（train-labels-idx1-ubyte），或用 data.labels 指定它。</translation>
    </message>
    <message>
        <source>there is no such file or folder</source>
        <translation>没有这个文件或文件夹</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>请检查路径。</translation>
    </message>
    <message>
        <source>the folder holds neither training data in IDX files nor one subfolder per class</source>
        <translation>该文件夹里既没有 IDX 格式的训练数据，也没有按类别分的子文件夹</translation>
    </message>
    <message>
        <source>Expected are train-images-idx3-ubyte and train-labels-idx1-ubyte (plain or .gz), or subfolders named like the classes with pictures in them.</source>
        <translation>需要 train-images-idx3-ubyte 和 train-labels-idx1-ubyte（未压缩或 .gz），或者以类别命名、装有图片的子文件夹。</translation>
    </message>
    <message>
        <source>Write one class name per line, all different.</source>
        <translation>请每行写一个类别名，且不得重复。</translation>
    </message>
    <message>
        <source>this line is empty</source>
        <translation>这一行是空的</translation>
    </message>
    <message>
        <source>the class “%1” stands here twice</source>
        <translation>类别“%1”在这里出现了两次</translation>
    </message>
    <message>
        <source>label %1 is out of range: there are %2 classes, from 0 to %3</source>
        <translation>标签 %1 超出范围：共有 %2 个类别，从 0 到 %3</translation>
    </message>
    <message>
        <source>%1, row %2</source>
        <translation>%1，第 %2 行</translation>
    </message>
    <message>
        <source>Correct the file, or list the class names in labels.txt beside it, one per line.</source>
        <translation>请更正该文件，或在它旁边的 labels.txt 中列出类别名，每行一个。</translation>
    </message>
    <message>
        <source>there are %1 images but %2 labels in %3</source>
        <translation>有 %1 张图像，但 %3 中有 %2 个标签</translation>
    </message>
    <message>
        <source>Give the label file that belongs to these images.</source>
        <translation>请提供与这些图像对应的标签文件。</translation>
    </message>
    <message>
        <source>the images are too large: %1 × %2 pixels</source>
        <translation>图像太大：%1 × %2 像素</translation>
    </message>
    <message>
        <source>A side may have up to %1 pixels.</source>
        <translation>每边最多 %1 像素。</translation>
    </message>
    <message>
        <source>the data has items of one class only</source>
        <translation>数据中只有一个类别的样本</translation>
    </message>
    <message>
        <source>Learning to tell classes apart takes at least two of them.</source>
        <translation>要学会区分类别，至少需要两个类别。</translation>
    </message>
    <message>
        <source>the classes of the test data (%1) are not those of the training data (%2)</source>
        <translation>测试数据的类别（%1）与训练数据的类别（%2）不一致</translation>
    </message>
    <message>
        <source>Give test data with the same classes, named alike and in the same order.</source>
        <translation>请提供类别相同、名称和顺序也一致的测试数据。</translation>
    </message>
    <message>
        <source>the test images have %1 × %2 pixels, the training images %3 × %4</source>
        <translation>测试图像为 %1 × %2 像素，训练图像为 %3 × %4 像素</translation>
    </message>
    <message>
        <source>Set data.image_size to scale both to one size.</source>
        <translation>请设置 data.image_size，把两者缩放到同一尺寸。</translation>
    </message>
    <message>
        <source>%1 items are too few: training, validation and test need at least %2</source>
        <translation>%1 个样本太少：训练、验证和测试至少需要 %2 个</translation>
    </message>
    <message>
        <source>Give more items or raise data.limit.</source>
        <translation>请提供更多样本，或调高 data.limit。</translation>
    </message>
    <message>
        <source>grey images of %1 × %2 pixels</source>
        <translation>%1 × %2 像素的灰度图像</translation>
    </message>
    <message>
        <source>colour images of %1 × %2 pixels</source>
        <translation>%1 × %2 像素的彩色图像</translation>
    </message>
    <message>
        <source>%1 for the test from files of its own</source>
        <translation>测试 %1（来自单独的文件）</translation>
    </message>
    <message>
        <source>%1 for the test</source>
        <translation>测试 %1</translation>
    </message>
    <message>
        <source>%1 in %2 classes from %3: %4 to train, %5 to validate, %6</source>
        <translation>来自 %3 的%1，共 %2 类：训练 %4，验证 %5，%6</translation>
    </message>
    <message>
        <source>CSV with “%1”</source>
        <translation>以“%1”分隔的 CSV</translation>
    </message>
    <message>
        <source>the file holds one column only</source>
        <translation>文件只有一列</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>文件是空的</translation>
    </message>
    <message>
        <source>Give a table with a column of texts and a column of labels.</source>
        <translation>请给出一张含文本列和标签列的表格。</translation>
    </message>
    <message>
        <source>the table breaks off: a quotation mark is never closed, or a row is longer than %1 MiB</source>
        <translation>表格中断：有引号没有闭合，或某一行超过 %1 MiB</translation>
    </message>
    <message>
        <source>%1, after row %2</source>
        <translation>%1，第 %2 行之后</translation>
    </message>
    <message>
        <source>Correct the file: a field that begins with a quotation mark has to end with one.</source>
        <translation>请修正文件：以引号开头的字段必须以引号结尾。</translation>
    </message>
    <message>
        <source>it has %1 fields where %2 were expected</source>
        <translation>该行有 %1 个字段，应为 %2 个</translation>
    </message>
    <message>
        <source>the line is not one whole JSON object</source>
        <translation>该行不是一个完整的 JSON 对象</translation>
    </message>
    <message>
        <source>no line of the file is a JSON object with texts or numbers</source>
        <translation>文件中没有任何一行是含文本或数字的 JSON 对象</translation>
    </message>
    <message>
        <source>Write one object per line, for example {&quot;text&quot;: &quot;…&quot;, &quot;label&quot;: 1}.</source>
        <translation>请每行写一个对象，例如 {&quot;text&quot;: &quot;…&quot;, &quot;label&quot;: 1}。</translation>
    </message>
    <message>
        <source>the rating “%1” is no number</source>
        <translation>评分“%1”不是数字</translation>
    </message>
    <message>
        <source>the label “%1” is none of those in training</source>
        <translation>标签“%1”在训练数据中没有出现过</translation>
    </message>
    <message>
        <source>the text is missing</source>
        <translation>缺少文本</translation>
    </message>
    <message>
        <source>the second text is missing</source>
        <translation>缺少第二段文本</translation>
    </message>
    <message>
        <source>the label is missing</source>
        <translation>缺少标签</translation>
    </message>
    <message>
        <source>it holds bytes that spell nothing in %1</source>
        <translation>其中有些字节在 %1 编码中不表示任何字符</translation>
    </message>
    <message>
        <source>the column “%1” has more than %2 different values: these are no classes</source>
        <translation>“%1”列有超过 %2 个不同的值，不像是类别</translation>
    </message>
    <message>
        <source>Name the column of the labels as data.label; for a rating, set data.positive_above as well.</source>
        <translation>请用 data.label 指定标签列；若为评分，还需设置 data.positive_above。</translation>
    </message>
    <message>
        <source>the column “%1” holds %2 different numbers: these are ratings, no classes</source>
        <translation>“%1”列有 %2 个不同的数字，是评分而不是类别</translation>
    </message>
    <message>
        <source>Set data.positive_above to the number above which a rating counts as positive.</source>
        <translation>请把 data.positive_above 设为一个数，评分高于它即算作正面。</translation>
    </message>
    <message>
        <source>%1, row %2, column “%3”</source>
        <translation>%1，第 %2 行，“%3”列</translation>
    </message>
    <message>
        <source>%1 (%2 of %3 rows cannot be used)</source>
        <translation>%1（%3 行中有 %2 行无法使用）</translation>
    </message>
    <message>
        <source>Name the file&apos;s encoding as data.encoding, or set data.skip_bad_rows to leave such rows out.</source>
        <translation>请用 data.encoding 指定文件的编码，或设置 data.skip_bad_rows 以跳过这样的行。</translation>
    </message>
    <message>
        <source>Correct the file, or set data.skip_bad_rows to leave such rows out.</source>
        <translation>请修正文件，或设置 data.skip_bad_rows 以跳过这样的行。</translation>
    </message>
    <message>
        <source>the table has no row that can be used</source>
        <translation>表格中没有可用的行</translation>
    </message>
    <message>
        <source>pairs of texts in %1 classes from %2 (%3, %4; texts in “%5” and “%6”, labels in “%7”)</source>
        <translation>%1 个类别的文本对，来自 %2（%3，%4；文本在“%5”和“%6”列，标签在“%7”列）</translation>
    </message>
    <message>
        <source>texts in %1 classes from %2 (%3, %4; texts in “%5”, labels in “%6”)</source>
        <translation>%1 个类别的文本，来自 %2（%3，%4；文本在“%5”列，标签在“%6”列）</translation>
    </message>
    <message>
        <source>%1: %2 to train, %3, %4</source>
        <translation>%1：%2 条用于训练，%3，%4</translation>
    </message>
    <message>
        <source>%1 to validate</source>
        <translation>%1 条用于验证</translation>
    </message>
    <message>
        <source>%1 to validate from a file of their own</source>
        <translation>%1 条用于验证（来自单独的文件）</translation>
    </message>
    <message>
        <source>%1 for the test from a file of their own</source>
        <translation>%1 条用于测试（来自单独的文件）</translation>
    </message>
    <message>
        <source>; %1 rows that cannot be used are left out</source>
        <translation>；跳过了 %1 行无法使用的数据</translation>
    </message>
    <message>
        <source>row %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message>
        <source>row %1, column “%2”: %3</source>
        <translation>第 %1 行，“%2”列：%3</translation>
    </message>
    <message>
        <source>the Parquet file is damaged: %1</source>
        <translation>Parquet 文件已损坏：%1</translation>
    </message>
    <message>
        <source>the file has no column of texts or numbers</source>
        <translation>文件中没有文本列或数字列</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>没有这个文件</translation>
    </message>
    <message>
        <source>this is a folder</source>
        <translation>这是一个文件夹</translation>
    </message>
    <message>
        <source>Give a CSV, TSV, JSON lines or Parquet file.</source>
        <translation>请给出 CSV、TSV、JSON Lines 或 Parquet 文件。</translation>
    </message>
    <message>
        <source>this is no Parquet file</source>
        <translation>这不是 Parquet 文件</translation>
    </message>
    <message>
        <source>the file is one JSON list; JSON lines were expected</source>
        <translation>文件是一个 JSON 列表，而应为 JSON Lines</translation>
    </message>
    <message>
        <source>Its columns are: %1.</source>
        <translation>它的列有：%1。</translation>
    </message>
    <message>
        <source>there is no column “%1” in %2</source>
        <translation>%2 中没有“%1”列</translation>
    </message>
    <message>
        <source>Did you mean “%1”?</source>
        <translation>您是不是指“%1”？</translation>
    </message>
    <message>
        <source>no column of the table holds texts</source>
        <translation>表格中没有文本列</translation>
    </message>
    <message>
        <source>Name the column of the texts as data.text.</source>
        <translation>请用 data.text 指定文本列。</translation>
    </message>
    <message>
        <source>Name the column of the labels as data.label.</source>
        <translation>请用 data.label 指定标签列。</translation>
    </message>
    <message>
        <source>no column of the table looks like labels</source>
        <translation>表格中没有像标签的列</translation>
    </message>
    <message>
        <source>one column cannot be two things: text is “%1”, label is “%2”</source>
        <translation>一列不能兼作两用：文本是“%1”，标签是“%2”</translation>
    </message>
    <message>
        <source>Name different columns.</source>
        <translation>请指定不同的列。</translation>
    </message>
    <message>
        <source>the file seems to be in the encoding %1, which is not read</source>
        <translation>文件似乎采用 %1 编码，无法读取</translation>
    </message>
    <message>
        <source>Save it as UTF-8, or name its encoding as data.encoding.</source>
        <translation>请另存为 UTF-8，或用 data.encoding 指定其编码。</translation>
    </message>
    <message>
        <source>this is no text file: it holds zero bytes</source>
        <translation>这不是文本文件：其中含有零字节</translation>
    </message>
    <message>
        <source>UTF-16 (big-endian)</source>
        <translation>UTF-16（大端）</translation>
    </message>
    <message>
        <source>UTF-16 (little-endian)</source>
        <translation>UTF-16（小端）</translation>
    </message>
    <message>
        <source>the scratch file for the texts cannot be used: %1</source>
        <translation>存放文本的临时文件无法使用：%1</translation>
    </message>
    <message>
        <source>Make room there, or name a folder with more room in the environment variable TMPDIR.</source>
        <translation>请腾出空间，或用环境变量 TMPDIR 指定空间更大的文件夹。</translation>
    </message>
    <message>
        <source>; of those to train, %1 have labels</source>
        <translation>；其中训练样本里 %1 条带有标签</translation>
    </message>
    <message>
        <source>a part of the Parquet file takes more than %1 GiB</source>
        <translation>这个 Parquet 文件的某一部分需要超过 %1 GiB 的内存</translation>
    </message>
    <message>
        <source>Write it again with smaller pages, or with shorter texts.</source>
        <translation>请用更小的页或更短的文本重新写出该文件。</translation>
    </message>
</context>
<context>
    <name>distillab::DataPreview</name>
    <message>
        <source>there is no model in this folder</source>
        <translation>这个文件夹里没有模型</translation>
    </message>
    <message>
        <source>Choose a finished run, or its student or teacher folder.</source>
        <translation>请选择一次已完成的运行，或其中的学生或教师文件夹。</translation>
    </message>
    <message>
        <source>the teacher was made for other pictures or other classes than the data has</source>
        <translation>这位教师对应的图片或类别与数据不同</translation>
    </message>
    <message>
        <source>Choose a teacher that was trained on the same classes.</source>
        <translation>请选择用相同类别训练的教师。</translation>
    </message>
</context>
<context>
    <name>distillab::DataRules</name>
    <message>
        <source>There is too little to learn from</source>
        <translation>可学的样本太少</translation>
    </message>
    <message>
        <source>There were %1 training items for %2 classes, about %3 of each. The student gets %4 of the test items right, its teacher %5.</source>
        <translation>共有 %1 个训练样本，分属 %2 个类别，每类约 %3 个。学生答对了 %4 的测试样本，教师答对了 %5。</translation>
    </message>
    <message>
        <source>No setting replaces examples: collect more of them.</source>
        <translation>没有哪项设置能代替样本：请收集更多样本。</translation>
    </message>
    <message>
        <source>Each further example shows another side of its class.</source>
        <translation>每多一个样本，就多展示所属类别的一面。</translation>
    </message>
    <message>
        <source>Rare classes are neglected</source>
        <translation>稀少的类别被忽视</translation>
    </message>
    <message>
        <source>Of the test items %1 are “%2”, and the student finds %3 of them; %4 are “%5”, and it finds %6.</source>
        <translation>测试样本中有 %1 个“%2”，学生找出了其中 %3；“%5”有 %4 个，学生只找出了 %6。</translation>
    </message>
    <message>
        <source>The teacher finds %1 of the rare class: with more weight, its answers tell the student what the few examples do not.</source>
        <translation>教师能找出稀少类别的 %1：加大教师的权重，它的答案就能告诉学生少量样本没有说明的东西。</translation>
    </message>
    <message>
        <source>What is rare counts little in the loss: collect more examples of the rare classes.</source>
        <translation>稀少的类别在损失中占比很小：请为它们收集更多样本。</translation>
    </message>
</context>
<context>
    <name>distillab::EndpointOptions</name>
    <message>
        <source>the endpoint&apos;s address is no web address</source>
        <translation>端点的地址不是网址</translation>
    </message>
    <message>
        <source>It looks like https://api.example.com/v1 or http://127.0.0.1:8000/v1.</source>
        <translation>地址形如 https://api.example.com/v1 或 http://127.0.0.1:8000/v1。</translation>
    </message>
    <message>
        <source>the endpoint&apos;s address has more than scheme, host and path</source>
        <translation>端点的地址里除协议、主机和路径外还有别的内容</translation>
    </message>
    <message>
        <source>Secrets do not belong into an address: put the key into the environment variable %1.</source>
        <translation>地址里不应包含机密：请把密钥放进环境变量 %1。</translation>
    </message>
    <message>
        <source>prompts and key would travel unencrypted to another machine</source>
        <translation>提示词和密钥会以未加密的方式发往另一台机器</translation>
    </message>
    <message>
        <source>Use https. Where the network is your own, distillab-cli teach has --allow-plain.</source>
        <translation>请使用 https。若是您自己的网络，distillab-cli teach 提供 --allow-plain。</translation>
    </message>
    <message>
        <source>the endpoint&apos;s model has no name</source>
        <translation>没有填写端点的模型名称</translation>
    </message>
    <message>
        <source>Name the model as the server calls it.</source>
        <translation>请填写服务器所用的模型名称。</translation>
    </message>
    <message>
        <source>between 1 and %1 requests can be under way at a time</source>
        <translation>同时进行的请求数应在 1 到 %1 之间</translation>
    </message>
    <message>
        <source>a limit on money needs the prices</source>
        <translation>设置费用上限需要先给出价格</translation>
    </message>
    <message>
        <source>Give the price of a million tokens of prompt and of answer.</source>
        <translation>请给出每百万提示词词元和每百万回答词元的价格。</translation>
    </message>
    <message>
        <source>limits and prices cannot be negative</source>
        <translation>上限和价格不能为负数</translation>
    </message>
    <message>
        <source>what is given as name of the key&apos;s environment variable is no name of one</source>
        <translation>作为密钥环境变量名给出的内容不是变量名</translation>
    </message>
    <message>
        <source>Put the key itself into an environment variable, and give the variable&apos;s name.</source>
        <translation>请把密钥本身放入环境变量，并给出该变量的名称。</translation>
    </message>
</context>
<context>
    <name>distillab::EndpointTeacher</name>
    <message>
        <source>%L1 requests are to be sent, %L2 answers are known; about %L3 tokens, %4</source>
        <translation>需要发送 %L1 个请求，已有 %L2 个回答；约 %L3 个词元，%4</translation>
    </message>
    <message>
        <source>cost %1</source>
        <translation>费用 %1</translation>
    </message>
    <message>
        <source>The teacher is “%1” at %2. </source>
        <translation>教师是 %2 上的“%1”。</translation>
    </message>
    <message>
        <source>%L1 of %L2 answered.</source>
        <translation>已回答 %L1 / %L2。</translation>
    </message>
    <message>
        <source>%L1 requests were sent, %L2 answers were known; %L3 tokens in all</source>
        <translation>发送了 %L1 个请求，已有 %L2 个回答；共 %L3 个词元</translation>
    </message>
</context>
<context>
    <name>distillab::Engine</name>
    <message>
        <source>this is not a run folder</source>
        <translation>这不是运行文件夹</translation>
    </message>
    <message>
        <source>Choose a folder that “distillab-cli run” wrote.</source>
        <translation>请选择由“distillab-cli run”写出的文件夹。</translation>
    </message>
</context>
<context>
    <name>distillab::EngineLoader</name>
    <message>
        <source>the engine cannot be loaded: %1</source>
        <translation>无法加载引擎：%1</translation>
    </message>
    <message>
        <source>Install DistilLab again, or run ./dev setup.</source>
        <translation>请重新安装蒸馏工坊 DistilLab，或运行 ./dev setup。</translation>
    </message>
</context>
<context>
    <name>distillab::Evidence</name>
    <message>
        <source>this is not a run folder</source>
        <translation>这不是运行文件夹</translation>
    </message>
    <message>
        <source>Give the folder that “distillab-cli run … --out” made.</source>
        <translation>请给出由 “distillab-cli run … --out” 生成的文件夹。</translation>
    </message>
</context>
<context>
    <name>distillab::Experiment</name>
    <message>
        <source>a number above %1</source>
        <translation>大于 %1 的数</translation>
    </message>
    <message>
        <source>a number from %1</source>
        <translation>不小于 %1 的数</translation>
    </message>
    <message>
        <source>a number above %1 and up to %2</source>
        <translation>大于 %1 且不超过 %2 的数</translation>
    </message>
    <message>
        <source>a number from %1 to %2</source>
        <translation>%1 到 %2 之间的数</translation>
    </message>
    <message>
        <source>a whole number from %1 to %2</source>
        <translation>%1 到 %2 之间的整数</translation>
    </message>
    <message>
        <source>a whole number from 0</source>
        <translation>不小于 0 的整数</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>one of: %1</source>
        <translation>以下之一：%1</translation>
    </message>
    <message>
        <source>a path, or a fraction between 0 and 1</source>
        <translation>一个路径，或 0 到 1 之间的小数</translation>
    </message>
    <message>
        <source>a list or a map is not valid here</source>
        <translation>此处不能使用列表或映射</translation>
    </message>
    <message>
        <source>the value is missing</source>
        <translation>缺少值</translation>
    </message>
    <message>
        <source>“%1” is not valid here</source>
        <translation>“%1”在此处无效</translation>
    </message>
    <message>
        <source>Give %1.</source>
        <translation>请给出%1。</translation>
    </message>
    <message>
        <source>a single value</source>
        <translation>单个值</translation>
    </message>
    <message>
        <source>keys and values were expected here</source>
        <translation>此处应为键和值</translation>
    </message>
    <message>
        <source>Write one “key: value” per line.</source>
        <translation>请每行写一个“键: 值”。</translation>
    </message>
    <message>
        <source>the key stands here twice</source>
        <translation>该键在这里出现了两次</translation>
    </message>
    <message>
        <source>Keep one of the two.</source>
        <translation>请只保留其中一个。</translation>
    </message>
    <message>
        <source>this key is not known</source>
        <translation>未知的键</translation>
    </message>
    <message>
        <source>Remove it, or see the list of keys in the documentation.</source>
        <translation>请删除它，或参阅文档中的键列表。</translation>
    </message>
    <message>
        <source>Did you mean “%1”?</source>
        <translation>您是想写“%1”吗？</translation>
    </message>
    <message>
        <source>this is not valid YAML: %1</source>
        <translation>不是有效的 YAML：%1</translation>
    </message>
    <message>
        <source>Correct the line; indent with spaces, not tabs.</source>
        <translation>请更正这一行；缩进请用空格，不要用制表符。</translation>
    </message>
    <message>
        <source>the file holds more than one document</source>
        <translation>文件中包含不止一个文档</translation>
    </message>
    <message>
        <source>Keep one and remove the lines “---” between them.</source>
        <translation>请只保留一个，并删除文档之间的“---”行。</translation>
    </message>
    <message>
        <source>“%1” is not a setting</source>
        <translation>“%1”不是一项设置</translation>
    </message>
    <message>
        <source>Write dotted.key=value, for example distill.temperature=2.</source>
        <translation>请写成 dotted.key=value 的形式，例如 distill.temperature=2。</translation>
    </message>
    <message>
        <source>no training data is named</source>
        <translation>未指定训练数据</translation>
    </message>
    <message>
        <source>Give a folder or a file with images.</source>
        <translation>请提供装有图像的文件夹或文件。</translation>
    </message>
    <message>
        <source>“%1” does not exist</source>
        <translation>“%1”不存在</translation>
    </message>
    <message>
        <source>Install the Debian package dataset-fashion-mnist; ./dev setup does it.</source>
        <translation>请安装 Debian 软件包 dataset-fashion-mnist；运行 ./dev setup 即可。</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>请检查路径。</translation>
    </message>
    <message>
        <source>a label file is named, but the training data is a folder</source>
        <translation>指定了标签文件，但训练数据是一个文件夹</translation>
    </message>
    <message>
        <source>Remove it, or name a single IDX image file as data.train.</source>
        <translation>请去掉标签文件，或把 data.train 设为单个 IDX 图像文件。</translation>
    </message>
    <message>
        <source>“%1” is not a folder</source>
        <translation>“%1”不是文件夹</translation>
    </message>
    <message>
        <source>Give a run folder or a model folder.</source>
        <translation>请提供运行文件夹或模型文件夹。</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>一个数</translation>
    </message>
    <message>
        <source>this key means nothing for the task %1</source>
        <translation>该键对任务 %1 没有意义</translation>
    </message>
    <message>
        <source>Remove it, or choose the task that it belongs to.</source>
        <translation>请删除它，或选择它所属的任务。</translation>
    </message>
    <message>
        <source>the column “%1” is also %2</source>
        <translation>“%1”列同时也是 %2</translation>
    </message>
    <message>
        <source>Name different columns.</source>
        <translation>请指定不同的列。</translation>
    </message>
    <message>
        <source>./dev setup fetches it.</source>
        <translation>运行 ./dev setup 即可获取。</translation>
    </message>
    <message>
        <source>Give a CSV, TSV, JSON lines or Parquet file.</source>
        <translation>请给出 CSV、TSV、JSON Lines 或 Parquet 文件。</translation>
    </message>
    <message>
        <source>“%1” is a folder</source>
        <translation>“%1”是一个文件夹</translation>
    </message>
    <message>
        <source>no folder is named</source>
        <translation>没有指定文件夹</translation>
    </message>
    <message>
        <source>a teacher for texts is not trained from nothing</source>
        <translation>文本教师不能从零开始训练</translation>
    </message>
    <message>
        <source>Set it to folder, hub or run, and name the model in teacher.path or teacher.model.</source>
        <translation>请设为 folder、hub 或 run，并在 teacher.path 或 teacher.model 中指明模型。</translation>
    </message>
    <message>
        <source>models of the hub are for texts</source>
        <translation>模型中心的模型只用于文本</translation>
    </message>
    <message>
        <source>Set it to train, run or folder.</source>
        <translation>请设为 train、run 或 folder。</translation>
    </message>
    <message>
        <source>“%1” is no model of the hub</source>
        <translation>“%1”不是模型中心里的模型</translation>
    </message>
    <message>
        <source>Write owner/name.</source>
        <translation>请写成 所有者/名称。</translation>
    </message>
    <message>
        <source>a student for images begins from nothing</source>
        <translation>图像学生只能从零开始</translation>
    </message>
    <message>
        <source>Remove the key.</source>
        <translation>请删去这个键。</translation>
    </message>
    <message>
        <source>a list, one “- …” per item</source>
        <translation>一个列表，每项一个“- …”</translation>
    </message>
    <message>
        <source>no file is named</source>
        <translation>没有指定文件</translation>
    </message>
    <message>
        <source>an endpoint answers questions about texts, not about pictures</source>
        <translation>端点只回答关于文本的问题，不回答关于图片的问题</translation>
    </message>
    <message>
        <source>Set it to train, run, folder, onnx or torchscript.</source>
        <translation>请设为 train、run、folder、onnx 或 torchscript。</translation>
    </message>
    <message>
        <source>“%1” is no address of a server</source>
        <translation>“%1”不是服务器地址</translation>
    </message>
    <message>
        <source>Write it as https://host/v1.</source>
        <translation>请写成 https://host/v1 的形式。</translation>
    </message>
    <message>
        <source>no model is named</source>
        <translation>没有指定模型</translation>
    </message>
    <message>
        <source>Give its name as the server knows it.</source>
        <translation>请给出服务器所用的名称。</translation>
    </message>
    <message>
        <source>“%1” tells no layers</source>
        <translation>“%1”没有指明层</translation>
    </message>
    <message>
        <source>Write uniform, middle, last, or pairs of the student&apos;s and the teacher&apos;s layers, the first being 0: 0:0,1:3.</source>
        <translation>请写 uniform、middle、last，或学生与教师成对的层，第一层为 0：0:0,1:3。</translation>
    </message>
    <message>
        <source>at %1 % of the run no loss counts</source>
        <translation>在运行的 %1 % 处没有任何损失起作用</translation>
    </message>
    <message>
        <source>Change alpha, or when the losses begin and end.</source>
        <translation>请更改 alpha，或损失的开始和结束时间。</translation>
    </message>
    <message>
        <source>the student has nothing to minimise</source>
        <translation>学生没有可以最小化的损失</translation>
    </message>
    <message>
        <source>Name at least one loss, for example {loss: soft-targets}.</source>
        <translation>请至少指定一个损失，例如 {loss: soft-targets}。</translation>
    </message>
    <message>
        <source>this loss would never count</source>
        <translation>这个损失永远不会起作用</translation>
    </message>
    <message>
        <source>Let it begin before it ends.</source>
        <translation>请让它的开始早于结束。</translation>
    </message>
    <message>
        <source>%1 compares the insides of one teacher, and this one only gives answers</source>
        <translation>%1 要比较一位教师的内部，而这位教师只给出回答</translation>
    </message>
    <message>
        <source>Use soft-targets, logit-mse or dkd, or a single teacher from a folder.</source>
        <translation>请使用 soft-targets、logit-mse 或 dkd，或来自文件夹的单个教师。</translation>
    </message>
    <message>
        <source>Give an ONNX file or its folder.</source>
        <translation>请给出 ONNX 文件或其文件夹。</translation>
    </message>
    <message>
        <source>Give a TorchScript file.</source>
        <translation>请给出 TorchScript 文件。</translation>
    </message>
    <message>
        <source>a TorchScript file is a program, which could do anything on this computer</source>
        <translation>TorchScript 文件是程序，可以在这台电脑上做任何事</translation>
    </message>
    <message>
        <source>Set it to true if you trust whoever made the file; otherwise use ONNX.</source>
        <translation>如果您信任文件的作者，请设为 true；否则请使用 ONNX。</translation>
    </message>
    <message>
        <source>of this teacher only its answers are known: a student cannot begin with a part of it</source>
        <translation>对这个教师只知道它的回答：学生不能以它的一部分开始</translation>
    </message>
    <message>
        <source>Remove the key, or begin with a folder.</source>
        <translation>请去掉此键，或从文件夹开始。</translation>
    </message>
    <message>
        <source>assistants and student have layers of their own each</source>
        <translation>助教和学生各有自己的层</translation>
    </message>
    <message>
        <source>Write uniform, middle or last.</source>
        <translation>请写 uniform、middle 或 last。</translation>
    </message>
    <message>
        <source>items are to be drawn by the teacher&apos;s answers, but no loss listens to the teacher</source>
        <translation>要按教师的回答抽取样本，但没有任何损失听教师的</translation>
    </message>
    <message>
        <source>Set it to uniform, or let a loss such as soft-targets count.</source>
        <translation>请设为 uniform，或让 soft-targets 之类的损失起作用。</translation>
    </message>
    <message>
        <source>Name one of “distillab-cli list models”.</source>
        <translation>请写出“distillab-cli list models”中的一个。</translation>
    </message>
    <message>
        <source>half the layers</source>
        <translation>一半的层</translation>
    </message>
    <message>
        <source>layers %1</source>
        <translation>第 %1 层</translation>
    </message>
    <message>
        <source>%1, width %2</source>
        <translation>%1，宽度 %2</translation>
    </message>
    <message>
        <source>the recipe “%1” is for %2</source>
        <translation>配方“%1”用于 %2</translation>
    </message>
    <message>
        <source>Choose another one: %1.</source>
        <translation>请另选一个：%1。</translation>
    </message>
</context>
<context>
    <name>distillab::ExportRules</name>
    <message>
        <source>%1 (KL %2)</source>
        <translation>%1（KL %2）</translation>
    </message>
    <message>
        <source>The student gets %1 of the test items right in int8, %2 in f32; %3 points may be lost.</source>
        <translation>学生模型以 int8 答对测试样本的 %1，以 f32 答对 %2；最多允许损失 %3 个百分点。</translation>
    </message>
    <message>
        <source>Layers that int8 changes the most: %1.</source>
        <translation>受 int8 影响最大的层：%1。</translation>
    </message>
    <message>
        <source>Int8 loses too much accuracy</source>
        <translation>int8 损失的准确率过多</translation>
    </message>
    <message>
        <source>Keeping the worst layers in f32 was not enough. Half precision keeps three digits of each weight: half the bytes, and hardly an answer changes.</source>
        <translation>即使把影响最大的层保留为 f32 也不够。半精度为每个权重保留三位数字：字节数减半，答案几乎不变。</translation>
    </message>
</context>
<context>
    <name>distillab::FeatureLosses</name>
    <message>
        <source>the hidden states of teacher and student differ in shape: %1 and %2</source>
        <translation>教师和学生的隐藏状态形状不同：%1 与 %2</translation>
    </message>
    <message>
        <source>the features of teacher and student are not of the same items: %1 and %2</source>
        <translation>教师和学生的特征不属于相同的样本：%1 与 %2</translation>
    </message>
    <message>
        <source>the attention maps of teacher and student differ in shape: %1 and %2</source>
        <translation>教师和学生的注意力图形状不同：%1 与 %2</translation>
    </message>
    <message>
        <source>the attention mask does not tell for each token whether it is real</source>
        <translation>注意力掩码没有说明每个词元是否真实</translation>
    </message>
    <message>
        <source>attention transfer compares feature maps of the same images, not %1 and %2</source>
        <translation>注意力迁移只能比较相同图像的特征图，而不是 %1 与 %2</translation>
    </message>
</context>
<context>
    <name>distillab::Files</name>
    <message>
        <source>the file cannot be written: %1</source>
        <translation>无法写入文件：%1</translation>
    </message>
    <message>
        <source>Check that the disk has space and that you may write to this folder.</source>
        <translation>请检查磁盘是否有空间，以及您是否有权写入该文件夹。</translation>
    </message>
    <message>
        <source>something else has this name</source>
        <translation>已有其他内容使用了这个名称</translation>
    </message>
    <message>
        <source>the file cannot be read: %1</source>
        <translation>无法读取文件：%1</translation>
    </message>
    <message>
        <source>Check the path and that you may read the file.</source>
        <translation>请检查路径，并确认您有权读取该文件。</translation>
    </message>
    <message>
        <source>the folder cannot be created</source>
        <translation>无法创建该文件夹</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to.</source>
        <translation>请选择您有权写入的文件夹。</translation>
    </message>
    <message>
        <source>the file has more than %L1 MiB, which none of its kind has</source>
        <translation>文件超过 %L1 MiB，此类文件不会这么大</translation>
    </message>
    <message>
        <source>Check that it is the right file.</source>
        <translation>请确认选对了文件。</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>Free some space on the disk of %1.</source>
        <translation>请在 %1 所在的磁盘上腾出空间。</translation>
    </message>
    <message>
        <source>your share of the disk (quota) is used up</source>
        <translation>您的磁盘配额已用完</translation>
    </message>
    <message>
        <source>Delete files of yours on the disk of %1, or have the quota raised.</source>
        <translation>请删除 %1 所在磁盘上您的文件，或请人提高配额。</translation>
    </message>
    <message>
        <source>the disk is read-only</source>
        <translation>磁盘是只读的</translation>
    </message>
    <message>
        <source>Make the disk of %1 writable again.</source>
        <translation>请使 %1 所在的磁盘重新可写。</translation>
    </message>
    <message>
        <source>you may not write to this folder</source>
        <translation>您无权写入此文件夹</translation>
    </message>
    <message>
        <source>Give yourself the right to write to %1.</source>
        <translation>请为自己取得写入 %1 的权限。</translation>
    </message>
</context>
<context>
    <name>distillab::GivenModel</name>
    <message>
        <source>there is no tokenizer beside the teacher&apos;s file</source>
        <translation>教师文件旁没有分词器</translation>
    </message>
    <message>
        <source>Put tokenizer.json, or vocab.txt, into its folder: the one it was trained with.</source>
        <translation>请把它训练时使用的 tokenizer.json 或 vocab.txt 放进它所在的文件夹。</translation>
    </message>
    <message>
        <source>there are several files that could be the teacher: %1</source>
        <translation>有多个文件都可能是教师：%1</translation>
    </message>
    <message>
        <source>Name one of them in teacher.path.</source>
        <translation>请在 teacher.path 中指定其中一个。</translation>
    </message>
    <message>
        <source>there is no ONNX file in this folder</source>
        <translation>此文件夹中没有 ONNX 文件</translation>
    </message>
    <message>
        <source>there is no TorchScript file in this folder</source>
        <translation>此文件夹中没有 TorchScript 文件</translation>
    </message>
    <message>
        <source>Name the file in teacher.path.</source>
        <translation>请在 teacher.path 中指定文件。</translation>
    </message>
    <message>
        <source>a TorchScript file is a program: opening it runs code of whoever made it</source>
        <translation>TorchScript 文件是程序：打开它就会运行制作者的代码</translation>
    </message>
    <message>
        <source>If you trust them, set teacher.trust_code to true; otherwise ask for an ONNX file, which is none.</source>
        <translation>如果信任制作者，请把 teacher.trust_code 设为 true；否则请索取 ONNX 文件，它不是程序。</translation>
    </message>
    <message>
        <source>Choose a teacher that was trained on the same classes.</source>
        <translation>请选择在相同类别上训练过的教师。</translation>
    </message>
    <message>
        <source>the teacher knows %1 classes, the data has %2</source>
        <translation>教师认识 %1 个类别，数据有 %2 个</translation>
    </message>
    <message>
        <source>Nothing names the classes of the teacher&apos;s file: they are taken to be, in this order, %1.</source>
        <translation>没有任何内容说明教师文件的类别：按此顺序理解为 %1。</translation>
    </message>
    <message>
        <source>the teacher knows the classes %1, the data has %2</source>
        <translation>教师认识的类别是 %1，数据的类别是 %2</translation>
    </message>
    <message>
        <source>a teacher that another program wrote is not written anew</source>
        <translation>由其他程序写出的教师不会重新写出</translation>
    </message>
    <message>
        <source>Use the file that it came from.</source>
        <translation>请使用它原来的文件。</translation>
    </message>
</context>
<context>
    <name>distillab::Goal</name>
    <message>
        <source>a phone</source>
        <translation>手机</translation>
    </message>
    <message>
        <source>a small board</source>
        <translation>小型开发板</translation>
    </message>
    <message>
        <source>a kiosk on an old PC</source>
        <translation>旧电脑上的自助终端</translation>
    </message>
    <message>
        <source>a browser</source>
        <translation>浏览器</translation>
    </message>
    <message>
        <source>no device</source>
        <translation>不限设备</translation>
    </message>
    <message>
        <source>At most %1 of file, %2 for one item, %3 in memory. Assumed: the device takes %4 times as long as this machine.</source>
        <translation>文件最大 %1，每个样本最多 %2，内存最多 %3。假定：设备用时是本机的 %4 倍。</translation>
    </message>
    <message>
        <source>Goal met: the student in %1 fits %2.</source>
        <translation>目标达成：%1 的学生适合%2。</translation>
    </message>
    <message>
        <source>Goal missed: the student in %1 does not fit %2.</source>
        <translation>目标未达成：%1 的学生不适合%2。</translation>
    </message>
    <message>
        <source>File: %1 of at most %2.</source>
        <translation>文件：%1，上限 %2。</translation>
    </message>
    <message>
        <source>Speed: not measured.</source>
        <translation>速度：未测量。</translation>
    </message>
    <message>
        <source>One item: about %1 of at most %2 (95th percentile here %3, times %4: an assumption).</source>
        <translation>每个样本：约 %1，上限 %2（本机第 95 百分位为 %3，乘以 %4：这是假定值）。</translation>
    </message>
    <message>
        <source>Memory: not measured.</source>
        <translation>内存：未测量。</translation>
    </message>
    <message>
        <source>Memory for the model: %1 of at most %2.</source>
        <translation>模型占用内存：%1，上限 %2。</translation>
    </message>
    <message>
        <source>A smaller student, or a narrower one, would help.</source>
        <translation>换用更小或更窄的学生会有帮助。</translation>
    </message>
    <message>
        <source>A smaller or narrower student would help, or int8.</source>
        <translation>换用更小或更窄的学生，或使用 int8，会有帮助。</translation>
    </message>
    <message>
        <source>A smaller student would help; with long texts, a lower limit of tokens, too.</source>
        <translation>换用更小的学生会有帮助；文本较长时，降低词元数上限也有帮助。</translation>
    </message>
    <message>
        <source>Small enough for %1: about %2 of at most %3.</source>
        <translation>对%1来说足够小：约 %2，上限 %3。</translation>
    </message>
    <message>
        <source>Small enough for %1 in int8 alone: about %2 of at most %3, in f32 about %4.</source>
        <translation>只有 int8 对%1来说足够小：约 %2，上限 %3；f32 约 %4。</translation>
    </message>
    <message>
        <source>Too large for %1: about %2 even in int8, of at most %3. Choose a smaller student, or a narrower one.</source>
        <translation>对%1来说太大：即使 int8 也约 %2，上限 %3。请选择更小或更窄的学生。</translation>
    </message>
    <message>
        <source>%1 (too much)</source>
        <translation>%1（超出）</translation>
    </message>
    <message>
        <source>– %1: %2</source>
        <translation>– %1：%2</translation>
    </message>
    <message>
        <source>Other programs were at work meanwhile: the times are too long.</source>
        <translation>测量时有其他程序在运行：测得的时间偏长。</translation>
    </message>
    <message>
        <source>%1 in %2: one item about %3, file %4, memory %5</source>
        <translation>%1（%2）：每条约 %3，文件 %4，内存 %5</translation>
    </message>
</context>
<context>
    <name>distillab::GoalRules</name>
    <message>
        <source>The student does not fit %1</source>
        <translation>学生不适合%1</translation>
    </message>
    <message>
        <source>The goal&apos;s limits are assumptions of ours: whoever knows the device sets them by hand. Else a smaller or narrower student, or one in int8, takes less.</source>
        <translation>目标的限制是我们的假定：了解设备的人可以手动设置。否则，更小或更窄的学生，或 int8 学生，占用更少。</translation>
    </message>
</context>
<context>
    <name>distillab::Handout</name>
    <message>
        <source>there is no such file</source>
        <translation>没有这个文件</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>请检查路径。</translation>
    </message>
    <message>
        <source>this is no hand-out, or it was cut short on its way</source>
        <translation>这不是分发文件，或者它在传送途中被截断了</translation>
    </message>
    <message>
        <source>the hand-out holds more than %1 files</source>
        <translation>分发文件中的文件超过 %1 个</translation>
    </message>
    <message>
        <source>the hand-out holds the same file twice</source>
        <translation>分发文件中有同一个文件两次</translation>
    </message>
    <message>
        <source>unpacked, the hand-out would be larger than %1 MiB</source>
        <translation>解包后，分发文件会超过 %1 MiB</translation>
    </message>
    <message>
        <source>the hand-out holds a file and a folder of one name</source>
        <translation>分发文件中有同名的文件和文件夹</translation>
    </message>
    <message>
        <source>the hand-out&apos;s list of files is damaged</source>
        <translation>分发文件的文件列表已损坏</translation>
    </message>
    <message>
        <source>the hand-out holds a file whose path is not safe</source>
        <translation>分发文件中有一个文件的路径不安全</translation>
    </message>
    <message>
        <source>the hand-out holds a link, or another special file</source>
        <translation>分发文件中有链接或其他特殊文件</translation>
    </message>
    <message>
        <source>the hand-out holds a file that is encrypted or packed in an unknown way</source>
        <translation>分发文件中有一个文件被加密，或以未知方式压缩</translation>
    </message>
    <message>
        <source>the hand-out holds a file that is packed suspiciously tightly</source>
        <translation>分发文件中有一个文件压缩得可疑地紧</translation>
    </message>
    <message>
        <source>the hand-out is damaged</source>
        <translation>分发文件已损坏</translation>
    </message>
    <message>
        <source>Ask for the file again, or have it packed anew. Nothing was unpacked.</source>
        <translation>请再要一次这个文件，或请对方重新打包。没有解包任何内容。</translation>
    </message>
    <message>
        <source>the hand-out cannot be written</source>
        <translation>无法写入分发文件</translation>
    </message>
    <message>
        <source>Check that the disk has space and that you may write to this folder.</source>
        <translation>请检查磁盘是否有空间，以及您是否可以写入这个文件夹。</translation>
    </message>
    <message>
        <source>Ask for the file again, or have it packed anew.</source>
        <translation>请再要一次这个文件，或请对方重新打包。</translation>
    </message>
    <message>
        <source>this hand-out was packed by another version of DistilLab</source>
        <translation>这个分发文件由另一版本的蒸馏工坊打包</translation>
    </message>
    <message>
        <source>Open it with the version that packed it, or with a newer one.</source>
        <translation>请用打包它的版本或更新的版本打开。</translation>
    </message>
    <message>
        <source>the file cannot be read</source>
        <translation>无法读取文件</translation>
    </message>
    <message>
        <source>Check its permissions.</source>
        <translation>请检查它的权限。</translation>
    </message>
    <message>
        <source>this run is not finished</source>
        <translation>这次运行尚未完成</translation>
    </message>
    <message>
        <source>Resume it first, or hand out its experiment.yaml.</source>
        <translation>请先继续完成它，或者分发它的 experiment.yaml。</translation>
    </message>
    <message>
        <source>the data is too large to go along: %1 MiB</source>
        <translation>数据太大，无法一起打包：%1 MiB</translation>
    </message>
    <message>
        <source>Pack the experiment without it; at most %1 MiB of data go along.</source>
        <translation>请不带数据打包实验；最多可带 %1 MiB 数据。</translation>
    </message>
    <message>
        <source>there are more than %1 files to pack</source>
        <translation>要打包的文件超过 %1 个</translation>
    </message>
    <message>
        <source>Pack the experiment without its data.</source>
        <translation>请不带数据打包实验。</translation>
    </message>
    <message>
        <source>a file of this name cannot be handed out</source>
        <translation>不能分发这个名称的文件</translation>
    </message>
    <message>
        <source>Give it a shorter name without : * ? &quot; &lt; &gt; | or \.</source>
        <translation>请改用较短的名称，其中不含 : * ? &quot; &lt; &gt; | 或 \。</translation>
    </message>
    <message>
        <source>this is not the folder of a run</source>
        <translation>这不是运行文件夹</translation>
    </message>
    <message>
        <source>Give a run folder or an experiment file.</source>
        <translation>请给出运行文件夹或实验文件。</translation>
    </message>
    <message>
        <source>this zip archive is no hand-out: it has no manifest.json</source>
        <translation>这个 zip 压缩包不是分发文件：其中没有 manifest.json</translation>
    </message>
    <message>
        <source>the list of files is too long</source>
        <translation>文件列表太长</translation>
    </message>
    <message>
        <source>this file has no place in a hand-out</source>
        <translation>这个文件不应出现在分发文件中</translation>
    </message>
    <message>
        <source>the hand-out does not list this file</source>
        <translation>分发文件没有列出这个文件</translation>
    </message>
    <message>
        <source>this file has another size than listed</source>
        <translation>这个文件的大小与列出的不同</translation>
    </message>
    <message>
        <source>the hand-out lists this file, but lacks it</source>
        <translation>分发文件列出了这个文件，但其中没有</translation>
    </message>
    <message>
        <source>the file cannot be written: %1</source>
        <translation>无法写入文件：%1</translation>
    </message>
    <message>
        <source>this file does not have the content that was packed</source>
        <translation>这个文件的内容与打包时不同</translation>
    </message>
    <message>
        <source>there is something here already, and it is kept</source>
        <translation>这里已有内容，予以保留</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>请选择其他文件夹。</translation>
    </message>
    <message>
        <source>the folder cannot be made: %1</source>
        <translation>无法创建文件夹：%1</translation>
    </message>
    <message>
        <source>the hand-out lacks its experiment or its report</source>
        <translation>分发文件缺少实验或报告</translation>
    </message>
    <message>
        <source>the folder cannot be made</source>
        <translation>无法创建文件夹</translation>
    </message>
    <message>
        <source>Check that nothing else writes to this folder.</source>
        <translation>请检查是否有其他程序在写入这个文件夹。</translation>
    </message>
</context>
<context>
    <name>distillab::HtmlPage</name>
    <message>
        <source>Teacher</source>
        <translation>教师</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>学生</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>并排比较</translation>
    </message>
    <message>
        <source>%1 taken for %2</source>
        <translation>把 %1 当成 %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>The whole experiment.yaml</source>
        <translation>完整的 experiment.yaml</translation>
    </message>
    <message>
        <source>en</source>
        <comment>language code of this translation, for the page&apos;s lang attribute</comment>
        <translation>zh-CN</translation>
    </message>
    <message>
        <source>test picture %1</source>
        <translation>测试图片 %1</translation>
    </message>
    <message>
        <source>It is: %1</source>
        <translation>正确答案：%1</translation>
    </message>
</context>
<context>
    <name>distillab::HttpClient</name>
    <message>
        <source>the hub&apos;s address is no web address</source>
        <translation>模型库的地址不是有效的网址</translation>
    </message>
    <message>
        <source>Correct the variable HF_ENDPOINT, or unset it.</source>
        <translation>请更正变量 HF_ENDPOINT，或取消设置。</translation>
    </message>
    <message>
        <source>the access token would travel unencrypted</source>
        <translation>访问令牌将以未加密的方式传输</translation>
    </message>
    <message>
        <source>Set HF_ENDPOINT to an address with https, or unset HF_TOKEN.</source>
        <translation>请把 HF_ENDPOINT 设为 https 地址，或取消设置 HF_TOKEN。</translation>
    </message>
    <message>
        <source>the access token has characters that no token has</source>
        <translation>访问令牌中含有不应出现的字符</translation>
    </message>
    <message>
        <source>Copy the token again from your settings on the hub.</source>
        <translation>请从模型库的个人设置中重新复制令牌。</translation>
    </message>
    <message>
        <source>the server sends on to an address that is none or not safe</source>
        <translation>服务器转向了一个无效或不安全的地址</translation>
    </message>
    <message>
        <source>the server sends on in circles</source>
        <translation>服务器在循环转向</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>the answer is too long</source>
        <translation>回应过长</translation>
    </message>
    <message>
        <source>nothing came for %1 s</source>
        <translation>%1 秒内没有收到任何数据</translation>
    </message>
</context>
<context>
    <name>distillab::Hub</name>
    <message>
        <source>&quot;%1&quot; is no name of a model on the hub</source>
        <translation>“%1”不是模型库中的模型名称</translation>
    </message>
    <message>
        <source>A name looks like &quot;owner/name&quot;: letters, digits, &quot;.&quot;, &quot;_&quot; and &quot;-&quot;.</source>
        <translation>名称的形式为“所有者/名称”：由字母、数字、“.”、“_”和“-”组成。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no name of a branch, tag or commit</source>
        <translation>“%1”不是分支、标签或提交的名称</translation>
    </message>
    <message>
        <source>it has no config.json</source>
        <translation>它没有 config.json</translation>
    </message>
    <message>
        <source>its list of the model&apos;s files is none</source>
        <translation>它给出的模型文件列表无效</translation>
    </message>
    <message>
        <source>it has weights neither as safetensors nor for PyTorch</source>
        <translation>它既没有 safetensors 权重，也没有 PyTorch 权重</translation>
    </message>
    <message>
        <source>it names no ETag</source>
        <translation>它没有给出 ETag</translation>
    </message>
    <message>
        <source>%1 of %2 bytes came</source>
        <translation>共 %2 字节，只收到 %1 字节</translation>
    </message>
    <message>
        <source>the server sends another part than was asked for</source>
        <translation>服务器发来的部分与请求的不符</translation>
    </message>
    <message>
        <source>more came than the file has</source>
        <translation>收到的数据超过了文件的大小</translation>
    </message>
    <message>
        <source>the server has no such part of the file</source>
        <translation>服务器没有文件的这一部分</translation>
    </message>
    <message>
        <source>the disk has room for %1 MiB, the model needs %2 MiB</source>
        <translation>磁盘剩余 %1 MiB，模型需要 %2 MiB</translation>
    </message>
    <message>
        <source>Make room, or name another folder in HF_HUB_CACHE.</source>
        <translation>请腾出空间，或用 HF_HUB_CACHE 指定其他文件夹。</translation>
    </message>
    <message>
        <source>the file cannot be written: %1</source>
        <translation>无法写入文件：%1</translation>
    </message>
    <message>
        <source>Check that the disk has space and that you may write to this folder; HF_HUB_CACHE names another one.</source>
        <translation>请检查磁盘空间以及该文件夹的写入权限；可用 HF_HUB_CACHE 指定其他文件夹。</translation>
    </message>
    <message>
        <source>the file is not the one that the hub names: its SHA-256 differs</source>
        <translation>文件与模型库所指的不一致：SHA-256 不同</translation>
    </message>
    <message>
        <source>Nothing of it was kept. Try again later, or another mirror in HF_ENDPOINT.</source>
        <translation>未保留任何内容。请稍后重试，或用 HF_ENDPOINT 换一个镜像。</translation>
    </message>
    <message>
        <source>the server does not answer like the hub: %1</source>
        <translation>服务器的回应不像模型库：%1</translation>
    </message>
    <message>
        <source>Check the address in HF_ENDPOINT, or unset it.</source>
        <translation>请检查 HF_ENDPOINT 中的地址，或取消设置。</translation>
    </message>
    <message>
        <source>DistilLab cannot use this model: %1</source>
        <translation>DistilLab 无法使用这个模型：%1</translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <translation>请选择其他模型。</translation>
    </message>
    <message>
        <source>%1 cannot be reached, or the connection broke again and again: %2</source>
        <translation>无法连接 %1，或连接反复中断：%2</translation>
    </message>
    <message>
        <source>Check the network and the proxy; HF_ENDPOINT can name a mirror. What came is kept: the next try goes on from there.</source>
        <translation>请检查网络和代理；可用 HF_ENDPOINT 指定镜像。已收到的部分会保留，下次将从那里继续。</translation>
    </message>
    <message>
        <source>the model has no revision &quot;%1&quot;</source>
        <translation>模型没有版本“%1”</translation>
    </message>
    <message>
        <source>Choose a branch, tag or commit of the model.</source>
        <translation>请选择该模型的分支、标签或提交。</translation>
    </message>
    <message>
        <source>the hub has no such model, or it is private</source>
        <translation>模型库中没有这个模型，或者它是私有的</translation>
    </message>
    <message>
        <source>Check the spelling of owner and name; for a private model set HF_TOKEN.</source>
        <translation>请检查所有者和名称的拼写；私有模型需设置 HF_TOKEN。</translation>
    </message>
    <message>
        <source>the hub has had too many requests from here</source>
        <translation>从这里发往模型库的请求过多</translation>
    </message>
    <message>
        <source>Try again in some minutes, or set HF_TOKEN.</source>
        <translation>请过几分钟再试，或设置 HF_TOKEN。</translation>
    </message>
    <message>
        <source>the hub answers with HTTP status %1</source>
        <translation>模型库返回 HTTP 状态 %1</translation>
    </message>
    <message>
        <source>The hub has trouble: try again later.</source>
        <translation>模型库出现故障：请稍后重试。</translation>
    </message>
    <message>
        <source>the hub does not accept the access token</source>
        <translation>模型库不接受该访问令牌</translation>
    </message>
    <message>
        <source>Make a new token in your settings on the hub and set HF_TOKEN; %1 tells whether the model asks for more.</source>
        <translation>请在模型库的个人设置中新建令牌并设置 HF_TOKEN；%1 上写明该模型是否还有其他要求。</translation>
    </message>
    <message>
        <source>the model is given only to those who accepted its licence</source>
        <translation>该模型只提供给已接受其许可协议的用户</translation>
    </message>
    <message>
        <source>Accept the licence on %1, make an access token in your settings there and set HF_TOKEN.</source>
        <translation>请在 %1 上接受许可协议，在那里的个人设置中新建访问令牌，并设置 HF_TOKEN。</translation>
    </message>
    <message>
        <source>the model is not in the cache, and HF_HUB_OFFLINE forbids to download it</source>
        <translation>模型不在缓存中，而 HF_HUB_OFFLINE 禁止下载</translation>
    </message>
    <message>
        <source>Unset HF_HUB_OFFLINE, or choose a model that was downloaded before.</source>
        <translation>请取消设置 HF_HUB_OFFLINE，或选择以前下载过的模型。</translation>
    </message>
    <message>
        <source>the hub lists this file, but does not have it</source>
        <translation>模型库列出了这个文件，但实际没有</translation>
    </message>
    <message>
        <source>Try again later, or choose another model.</source>
        <translation>请稍后重试，或选择其他模型。</translation>
    </message>
    <message>
        <source>the model is not in the cache, and offline mode forbids to download it</source>
        <translation>模型不在缓存中，而离线模式不允许下载</translation>
    </message>
</context>
<context>
    <name>distillab::HubCache</name>
    <message>
        <source>the file cannot be written: %1</source>
        <translation>无法写入文件：%1</translation>
    </message>
    <message>
        <source>Check that the disk has space and that you may write to this folder; HF_HUB_CACHE names another one.</source>
        <translation>请检查磁盘空间以及该文件夹的写入权限；可用 HF_HUB_CACHE 指定其他文件夹。</translation>
    </message>
</context>
<context>
    <name>distillab::ImageTask</name>
    <message>
        <source>this model takes images, not text</source>
        <translation>这个模型接受图像，不接受文本</translation>
    </message>
    <message>
        <source>Give an image file.</source>
        <translation>请给出图像文件。</translation>
    </message>
    <message>
        <source>the teacher takes pictures of %1, the data has %2</source>
        <translation>教师接收 %1 的图片，数据是 %2</translation>
    </message>
    <message>
        <source>Choose another teacher, or set data.image_size.</source>
        <translation>请选择另一个教师，或设置 data.image_size。</translation>
    </message>
    <message>
        <source>The teacher&apos;s file does not tell how it wants brightness: it gets pictures as the student does, mean 0 and deviation 1 over the training pictures.</source>
        <translation>教师文件没有说明亮度如何处理：它得到与学生相同的图片，即在训练图片上均值为 0、标准差为 1。</translation>
    </message>
    <message>
        <source>the teachers want brightness in different ways, so that they cannot look at the same changed pictures</source>
        <translation>各个教师对亮度的处理不同，因此无法看同样的增强图片</translation>
    </message>
    <message>
        <source>Set data.shift to 0 and data.flip to false, or choose teachers of one data set.</source>
        <translation>请把 data.shift 设为 0、data.flip 设为 false，或选择同一数据集的教师。</translation>
    </message>
</context>
<context>
    <name>distillab::KnownModels</name>
    <message>
        <source>English</source>
        <translation>英语</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>not stated on its page</source>
        <translation>页面上未注明</translation>
    </message>
    <message>
        <source>The smallest BERT, 2 layers: a very fast student for first tries.</source>
        <translation>最小的 BERT，2 层：速度极快，适合初次尝试的学生。</translation>
    </message>
    <message>
        <source>4 narrow layers: fast, and clearly better than the tiny one.</source>
        <translation>4 个窄层：速度快，明显好于最小的那个。</translation>
    </message>
    <message>
        <source>12 narrow layers: strong for its size, slower than its size suggests.</source>
        <translation>12 个窄层：以其大小而言能力强，但比大小所示的要慢。</translation>
    </message>
    <message>
        <source>Distilled from BERT before you begin: a strong small student.</source>
        <translation>已由 BERT 蒸馏而来：小型但能力强的学生。</translation>
    </message>
    <message>
        <source>Small and good at whole sentences: a quick teacher, or a strong student.</source>
        <translation>小巧且擅长整句：可作快速的教师，也可作能力强的学生。</translation>
    </message>
    <message>
        <source>Made for telephones: nearly as good as BERT, a quarter of its size.</source>
        <translation>为手机而设计：接近 BERT 的水平，大小只有四分之一。</translation>
    </message>
    <message>
        <source>4 layers of medium width: the all-round student.</source>
        <translation>4 个中等宽度的层：全能的学生。</translation>
    </message>
    <message>
        <source>12 narrow layers distilled from BERT: accurate for its size.</source>
        <translation>由 BERT 蒸馏的 12 个窄层：以其大小而言很准确。</translation>
    </message>
    <message>
        <source>The first 3 layers of the Chinese RoBERTa: its natural student.</source>
        <translation>中文 RoBERTa 的前 3 层：它的天然学生。</translation>
    </message>
    <message>
        <source>8 layers of medium width, between the small one and BERT base.</source>
        <translation>8 个中等宽度的层，介于小型与 BERT base 之间。</translation>
    </message>
    <message>
        <source>The classic of distillation: 6 of BERT&apos;s 12 layers, nearly its accuracy.</source>
        <translation>蒸馏的经典：取 BERT 12 层中的 6 层，准确率接近。</translation>
    </message>
    <message>
        <source>Already knows positive from negative: a teacher that needs no training.</source>
        <translation>已经会区分正面与负面：无需训练的教师。</translation>
    </message>
    <message>
        <source>RoBERTa with half its layers; tells upper from lower case.</source>
        <translation>层数减半的 RoBERTa；区分大小写。</translation>
    </message>
    <message>
        <source>The usual teacher for Chinese text; a BERT in spite of its name.</source>
        <translation>中文文本常用的教师；名为 RoBERTa，实为 BERT。</translation>
    </message>
    <message>
        <source>The original Chinese BERT: one token per character.</source>
        <translation>最初的中文 BERT：每个汉字一个词元。</translation>
    </message>
    <message>
        <source>As large as BERT base and often more accurate.</source>
        <translation>与 BERT base 一样大，往往更准确。</translation>
    </message>
    <message>
        <source>The classic teacher: 12 layers, well understood, fine-tuned in minutes to hours.</source>
        <translation>经典的教师：12 层，研究充分，微调需几分钟到几小时。</translation>
    </message>
    <message>
        <source>BERT base trained on IMDB reviews: a teacher that needs no training.</source>
        <translation>在 IMDB 影评上训练过的 BERT base：无需训练的教师。</translation>
    </message>
    <message>
        <source>50 languages, English and Chinese among them</source>
        <translation>50 种语言，包括英语和中文</translation>
    </message>
    <message>
        <source>Many languages in one model; most of its size is the vocabulary.</source>
        <translation>一个模型支持多种语言；大部分体积是词表。</translation>
    </message>
    <message>
        <source>BERT trained longer on more text: more accurate, as slow.</source>
        <translation>用更多文本训练更久的 BERT：更准确，同样慢。</translation>
    </message>
    <message>
        <source>104 languages, English and Chinese among them</source>
        <translation>104 种语言，包括英语和中文</translation>
    </message>
    <message>
        <source>DistilBERT for many languages; most of its size is the vocabulary.</source>
        <translation>支持多种语言的 DistilBERT；大部分体积是词表。</translation>
    </message>
    <message>
        <source>One teacher for many languages.</source>
        <translation>一个教师，多种语言。</translation>
    </message>
    <message>
        <source>24 layers: the most accurate BERT, three times as slow as the base one.</source>
        <translation>24 层：最准确的 BERT，耗时约为 base 的三倍。</translation>
    </message>
</context>
<context>
    <name>distillab::Labeller</name>
    <message>
        <source>an endpoint needs at least two labels to choose from</source>
        <translation>端点至少需要两个标签可选</translation>
    </message>
    <message>
        <source>between 1 and 100 answers per text can be asked for</source>
        <translation>每条文本可请求 1 到 100 个回答</translation>
    </message>
    <message>
        <source>the answer is none of the labels: “%1”</source>
        <translation>回答不是任何一个标签：“%1”</translation>
    </message>
</context>
<context>
    <name>distillab::LayerGraph</name>
    <message>
        <source>the model&apos;s layer &quot;%1&quot; finds no room in images of %2 x %3 pixels</source>
        <translation>对于 %2 x %3 像素的图像，模型的层“%1”放不下</translation>
    </message>
    <message>
        <source>Use larger images (data.image_size) or a model with fewer layers.</source>
        <translation>请使用更大的图像（data.image_size），或层数更少的模型。</translation>
    </message>
</context>
<context>
    <name>distillab::Lessons</name>
    <message>
        <source>an answer stands here without its question</source>
        <translation>这里有答案，却没有对应的问题</translation>
    </message>
    <message>
        <source>Begin the quote with “&gt; question: …”, one question to a quote.</source>
        <translation>请以“&gt; question: …”开始引用块，每个引用块一个问题。</translation>
    </message>
    <message>
        <source>a question needs its words and its answer</source>
        <translation>问题需要有题目和答案</translation>
    </message>
    <message>
        <source>Write “&gt; question: …”, a line “&gt;”, and “&gt; answer: …”.</source>
        <translation>请写“&gt; question: …”，一行“&gt;”，再写“&gt; answer: …”。</translation>
    </message>
    <message>
        <source>the lesson has no text</source>
        <translation>课程没有正文</translation>
    </message>
    <message>
        <source>Write it behind the front matter, in Markdown.</source>
        <translation>请在文件头之后用 Markdown 写正文。</translation>
    </message>
    <message>
        <source>the front matter holds no keys</source>
        <translation>文件头中没有键</translation>
    </message>
    <message>
        <source>Write at least “title: …”.</source>
        <translation>至少写“title: …”。</translation>
    </message>
    <message>
        <source>the lesson has no title</source>
        <translation>课程没有标题</translation>
    </message>
    <message>
        <source>Write “title: …” in the front matter.</source>
        <translation>请在文件头中写“title: …”。</translation>
    </message>
    <message>
        <source>the key stands here twice</source>
        <translation>这个键在这里出现了两次</translation>
    </message>
    <message>
        <source>Keep one of the two.</source>
        <translation>请保留其中一个。</translation>
    </message>
    <message>
        <source>this key is not known</source>
        <translation>不认识这个键</translation>
    </message>
    <message>
        <source>A lesson knows: %1.</source>
        <translation>课程可用的键：%1。</translation>
    </message>
    <message>
        <source>Did you mean “%1”?</source>
        <translation>您是指“%1”吗？</translation>
    </message>
    <message>
        <source>the value is not valid here</source>
        <translation>这个值在这里无效</translation>
    </message>
    <message>
        <source>Give %1.</source>
        <translation>请给出%1。</translation>
    </message>
    <message>
        <source>a line of text</source>
        <translation>一行文字</translation>
    </message>
    <message>
        <source>a whole number from %1 to %2</source>
        <translation>从 %1 到 %2 的整数</translation>
    </message>
    <message>
        <source>a language as en or zh_CN</source>
        <translation>语言，例如 en 或 zh_CN</translation>
    </message>
    <message>
        <source>an experiment to change first</source>
        <translation>要修改的实验（experiment）</translation>
    </message>
    <message>
        <source>the name of a sample, or the keys of an experiment</source>
        <translation>示例的名称，或实验的各个键</translation>
    </message>
    <message>
        <source>lines such as “distill.temperature: 4”</source>
        <translation>形如“distill.temperature: 4”的行</translation>
    </message>
    <message>
        <source>Write dotted keys, for example “distill.temperature: 4”.</source>
        <translation>请写带点的键，例如“distill.temperature: 4”。</translation>
    </message>
    <message>
        <source>a lesson cannot allow a program to run</source>
        <translation>课程不能允许运行程序</translation>
    </message>
    <message>
        <source>Remove the key; an ONNX file is no program.</source>
        <translation>请删除这个键；ONNX 文件不是程序。</translation>
    </message>
    <message>
        <source>a lesson cannot send texts to a server</source>
        <translation>课程不能把文本发送到服务器</translation>
    </message>
    <message>
        <source>Use another teacher.</source>
        <translation>请使用其他教师。</translation>
    </message>
    <message>
        <source>“%1” is no picture that a lesson can show</source>
        <translation>“%1”不是课程可以显示的图片</translation>
    </message>
    <message>
        <source>Put a PNG or JPEG file beside the lesson and write its name alone.</source>
        <translation>请把 PNG 或 JPEG 文件放在课程文件旁边，只写它的文件名。</translation>
    </message>
    <message>
        <source>the link “%1” leads nowhere</source>
        <translation>链接“%1”没有去处</translation>
    </message>
    <message>
        <source>Use one of %1, or https://….</source>
        <translation>请使用 %1 之一，或 https://…。</translation>
    </message>
    <message>
        <source>the link starts an experiment, and the lesson has none</source>
        <translation>这个链接会启动实验，但课程没有实验</translation>
    </message>
    <message>
        <source>Write “experiment: fashion-mnist” in the front matter.</source>
        <translation>请在文件头中写“experiment: fashion-mnist”。</translation>
    </message>
    <message>
        <source>the link&apos;s experiment is not sound: %1</source>
        <translation>链接的实验有问题：%1</translation>
    </message>
    <message>
        <source>the lesson does not begin with front matter</source>
        <translation>课程没有以文件头开始</translation>
    </message>
    <message>
        <source>Begin the file with a line “---”, then “title: …”, then a line “---”.</source>
        <translation>文件请以一行“---”开始，然后是“title: …”，再一行“---”。</translation>
    </message>
    <message>
        <source>the file is too large for a lesson</source>
        <translation>文件太大，不像课程</translation>
    </message>
    <message>
        <source>A lesson has at most %1 KiB.</source>
        <translation>课程最大为 %1 KiB。</translation>
    </message>
</context>
<context>
    <name>distillab::Losses</name>
    <message>
        <source>the temperature must be above 0</source>
        <translation>温度必须大于 0</translation>
    </message>
    <message>
        <source>teacher and student answer with different numbers of classes</source>
        <translation>教师和学生输出的类别数不同</translation>
    </message>
    <message>
        <source>Choose a teacher that was trained on the same classes.</source>
        <translation>请选择在相同类别上训练过的教师。</translation>
    </message>
    <message>
        <source>there must be one label for each answer of the student</source>
        <translation>学生的每个输出都必须有一个标签</translation>
    </message>
    <message>
        <source>the label smoothing must be at least 0 and below 1</source>
        <translation>标签平滑必须不小于 0 且小于 1</translation>
    </message>
    <message>
        <source>%1 has no layer %2 to compare</source>
        <translation>%1没有可比较的第 %2 层</translation>
    </message>
    <message>
        <source>It has %1, the first being 0.</source>
        <translation>它有 %1 层，第一层为 0。</translation>
    </message>
    <message>
        <source>Soft targets</source>
        <translation>软目标</translation>
    </message>
    <message>
        <source>How far the student&apos;s answers are from the teacher&apos;s, both softened by the temperature T. Hinton, Vinyals, Dean (2015).</source>
        <translation>学生的回答与教师的回答相差多远，两者都经温度 T 软化。Hinton、Vinyals、Dean（2015）。</translation>
    </message>
    <message>
        <source>Hard labels</source>
        <translation>硬标签</translation>
    </message>
    <message>
        <source>How far the student&apos;s answers are from the labels: cross-entropy, with label smoothing if wished.</source>
        <translation>学生的回答与标签相差多远：交叉熵，可加标签平滑。</translation>
    </message>
    <message>
        <source>Logits</source>
        <translation>Logits</translation>
    </message>
    <message>
        <source>The numbers before the softmax, compared as they are. Ba and Caruana (2014).</source>
        <translation>直接比较 softmax 之前的数值。Ba 和 Caruana（2014）。</translation>
    </message>
    <message>
        <source>Decoupled answers</source>
        <translation>解耦的回答</translation>
    </message>
    <message>
        <source>How sure the teacher is of the right class, and how it tells the others apart, weighed each by itself. Zhao et al. (2022).</source>
        <translation>教师对正确类别有多大把握，以及它如何区分其他类别，两者分别加权。Zhao 等（2022）。</translation>
    </message>
    <message>
        <source>Hidden states</source>
        <translation>隐藏状态</translation>
    </message>
    <message>
        <source>What the layers in between say, through a learned projection where widths differ. Romero et al. (2015), Sun et al. (2019), Sanh et al. (2019), Jiao et al. (2020).</source>
        <translation>中间各层的内容；宽度不同时经过学习得到的投影。Romero 等（2015）、Sun 等（2019）、Sanh 等（2019）、Jiao 等（2020）。</translation>
    </message>
    <message>
        <source>Attention maps</source>
        <translation>注意力图</translation>
    </message>
    <message>
        <source>Where the network looks: which words at which, or where in a picture. Jiao et al. (2020), Zagoruyko and Komodakis (2017).</source>
        <translation>网络在看哪里：哪些词看哪些词，或图片的哪个位置。Jiao 等（2020）、Zagoruyko 和 Komodakis（2017）。</translation>
    </message>
    <message>
        <source>Distances between items</source>
        <translation>样本间的距离</translation>
    </message>
    <message>
        <source>Which items of a batch lie close to each other. Park et al. (2019).</source>
        <translation>一个批次中哪些样本彼此接近。Park 等（2019）。</translation>
    </message>
    <message>
        <source>Angles between items</source>
        <translation>样本间的角度</translation>
    </message>
    <message>
        <source>The angles that three items of a batch make. Park et al. (2019).</source>
        <translation>一个批次中三个样本所成的角度。Park 等（2019）。</translation>
    </message>
    <message>
        <source>Similarities</source>
        <translation>相似性</translation>
    </message>
    <message>
        <source>Which items of a batch are alike. Tung and Mori (2019).</source>
        <translation>一个批次中哪些样本相似。Tung 和 Mori（2019）。</translation>
    </message>
    <message>
        <source>%1 has no layers to compare</source>
        <translation>%1没有可比较的层</translation>
    </message>
    <message>
        <source>the student</source>
        <translation>学生</translation>
    </message>
    <message>
        <source>the teacher</source>
        <translation>教师</translation>
    </message>
    <message>
        <source>Remove the losses that compare layers, or choose another model.</source>
        <translation>请去掉比较各层的损失，或选择另一个模型。</translation>
    </message>
</context>
<context>
    <name>distillab::Machine</name>
    <message numerus="yes">
        <source>LibTorch %1, %n thread(s), %2</source>
        <translation>
            <numerusform>LibTorch %1，%n 个线程，%2</numerusform>
        </translation>
    </message>
    <message>
        <source>this machine or this LibTorch has no CUDA</source>
        <translation>这台机器或这个 LibTorch 不支持 CUDA</translation>
    </message>
    <message>
        <source>Set device to auto or cpu.</source>
        <translation>请把 device 设为 auto 或 cpu。</translation>
    </message>
</context>
<context>
    <name>distillab::MappedFile</name>
    <message>
        <source>the file cannot be read: %1</source>
        <translation>无法读取文件：%1</translation>
    </message>
    <message>
        <source>Check the path and that you may read the file.</source>
        <translation>请检查路径以及文件的读取权限。</translation>
    </message>
</context>
<context>
    <name>distillab::MeasureRun</name>
    <message>
        <source>Free some disk space.</source>
        <translation>请腾出一些磁盘空间。</translation>
    </message>
</context>
<context>
    <name>distillab::Measurement</name>
    <message>
        <source>this is no measurement: %1</source>
        <translation>这不是测量结果：%1</translation>
    </message>
    <message>
        <source>Measure the run again; the file is written anew.</source>
        <translation>请重新测量这次运行；文件会重新写入。</translation>
    </message>
</context>
<context>
    <name>distillab::MeasurementWords</name>
    <message>
        <source>answers about as fast as its teacher</source>
        <translation>回答速度与教师差不多</translation>
    </message>
    <message>
        <source>answers %1× faster than its teacher</source>
        <translation>回答速度是教师的 %1 倍</translation>
    </message>
    <message>
        <source>answers %1× slower than its teacher</source>
        <translation>回答所用时间是教师的 %1 倍</translation>
    </message>
    <message>
        <source>is about as large</source>
        <translation>大小差不多</translation>
    </message>
    <message>
        <source>is %1 % smaller</source>
        <translation>体积小 %1%</translation>
    </message>
    <message>
        <source>is %1 % larger</source>
        <translation>体积大 %1%</translation>
    </message>
    <message>
        <source>It is as accurate.</source>
        <translation>准确率相同。</translation>
    </message>
    <message>
        <source>It is %1 points less accurate.</source>
        <translation>准确率低 %1 个百分点。</translation>
    </message>
    <message>
        <source>It is %1 points more accurate.</source>
        <translation>准确率高 %1 个百分点。</translation>
    </message>
    <message>
        <source>Teacher</source>
        <translation>教师</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>学生</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>Student, int8</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Share of right answers of the file in ONNX Runtime.</source>
        <translation>该文件在 ONNX Runtime 中回答正确的比例。</translation>
    </message>
    <message>
        <source>Size on disk</source>
        <translation>磁盘占用</translation>
    </message>
    <message>
        <source>Bytes of the ONNX file and the data that it needs.</source>
        <translation>ONNX 文件及其所需数据的字节数。</translation>
    </message>
    <message>
        <source>One answer, one thread</source>
        <translation>回答一次，单线程</translation>
    </message>
    <message>
        <source>Median time for one item on one thread.</source>
        <translation>单线程处理一个样本的时间中位数。</translation>
    </message>
    <message>
        <source>95 % of them within</source>
        <translation>其中 95% 不超过</translation>
    </message>
    <message>
        <source>95th percentile of the times on one thread.</source>
        <translation>单线程时间的第 95 百分位。</translation>
    </message>
    <message numerus="yes">
        <source>One answer, %n threads</source>
        <translation>
            <numerusform>回答一次，%n 线程</numerusform>
        </translation>
    </message>
    <message>
        <source>Median time for one item on all threads of this machine.</source>
        <translation>用本机全部线程处理一个样本的时间中位数。</translation>
    </message>
    <message>
        <source>95th percentile of the times on all threads.</source>
        <translation>全部线程时间的第 95 百分位。</translation>
    </message>
    <message>
        <source>Answers a second</source>
        <translation>每秒回答数</translation>
    </message>
    <message numerus="yes">
        <source>%n items at a time, on all threads of this machine.</source>
        <translation>
            <numerusform>每次 %n 个样本，使用本机全部线程。</numerusform>
        </translation>
    </message>
    <message>
        <source>Peak memory</source>
        <translation>内存峰值</translation>
    </message>
    <message>
        <source>The most that the process held which answers one item at a time on one thread.</source>
        <translation>单线程逐个回答时，该进程占用内存的最大值。</translation>
    </message>
    <message>
        <source>of it the model&apos;s</source>
        <translation>其中模型占用</translation>
    </message>
    <message>
        <source>What was not held before the model was opened.</source>
        <translation>打开模型之后才占用的部分。</translation>
    </message>
    <message>
        <source> and </source>
        <translation>，</translation>
    </message>
    <message>
        <source>The student %1.</source>
        <translation>学生%1。</translation>
    </message>
    <message>
        <source>In %1, the student %2.</source>
        <translation>%1 格式的学生%2。</translation>
    </message>
    <message numerus="yes">
        <source>made-up texts of %n tokens</source>
        <translation>
            <numerusform>生成的 %n 词元文本</numerusform>
        </translation>
    </message>
    <message>
        <source>made-up pictures</source>
        <translation>生成的图片</translation>
    </message>
    <message>
        <source>%1 test texts</source>
        <translation>%1 条测试文本</translation>
    </message>
    <message>
        <source>%1 test pictures</source>
        <translation>%1 张测试图片</translation>
    </message>
    <message>
        <source>Measured on %1, each file in a process of its own, on %2.</source>
        <translation>用%1测量，每个文件在单独的进程中，机器：%2。</translation>
    </message>
    <message>
        <source>Median of %1 rounds in which the files took turns; beside it the least and the most.</source>
        <translation>各文件轮流测量 %1 轮，取中位数；旁边是最小值与最大值。</translation>
    </message>
    <message>
        <source>Accuracy: on %1 test items.</source>
        <translation>准确率：在 %1 个测试样本上。</translation>
    </message>
    <message>
        <source>%1 could not be measured: %2</source>
        <translation>%1无法测量：%2</translation>
    </message>
    <message>
        <source>%1: other programs were at work, so that it had a processor for only %2 of the time. Its times are too long; measure again when the computer has nothing else to do.</source>
        <translation>%1：当时有其他程序在运行，它只有 %2 的时间得到处理器。测得的时间偏长；请在电脑空闲时重新测量。</translation>
    </message>
</context>
<context>
    <name>distillab::Measurer</name>
    <message>
        <source>the program that measures is missing</source>
        <translation>缺少用于测量的程序</translation>
    </message>
    <message>
        <source>Install DistilLab again.</source>
        <translation>请重新安装 DistilLab。</translation>
    </message>
    <message>
        <source>the process was ended by the system, perhaps for want of memory</source>
        <translation>进程被系统终止，可能是内存不足</translation>
    </message>
    <message>
        <source>the process ended with code %1</source>
        <translation>进程以代码 %1 结束</translation>
    </message>
    <message>
        <source>it took longer than %1 minutes</source>
        <translation>用时超过 %1 分钟</translation>
    </message>
</context>
<context>
    <name>distillab::MemoryEstimate</name>
    <message>
        <source>%1.batch_size (now %2)</source>
        <translation>%1.batch_size（现为 %2）</translation>
    </message>
    <message>
        <source>the size of the student</source>
        <translation>学生模型的大小</translation>
    </message>
    <message>
        <source>the size of the teacher</source>
        <translation>教师模型的大小</translation>
    </message>
    <message>
        <source>the size of the teacher (teacher.model)</source>
        <translation>教师模型的大小（teacher.model）</translation>
    </message>
    <message>
        <source>the number or size of the teachers</source>
        <translation>教师模型的数量或大小</translation>
    </message>
    <message>
        <source>Lower %1, or close other programs.</source>
        <translation>请减小%1，或关闭其他程序。</translation>
    </message>
    <message>
        <source>, or </source>
        <translation>，或</translation>
    </message>
    <message>
        <source>the run would take about %1 of memory, of which %2 are left</source>
        <translation>此次运行约需 %1 内存，而可用的只有 %2</translation>
    </message>
    <message>
        <source>%1.batch_size (now %2) or data.max_length (now %3)</source>
        <translation>%1.batch_size（现为 %2）或 data.max_length（现为 %3）</translation>
    </message>
</context>
<context>
    <name>distillab::MetricsLog</name>
    <message>
        <source>this line is not a measurement: %1</source>
        <translation>这一行不是测量数据：%1</translation>
    </message>
    <message>
        <source>The file was changed or damaged. Remove the line.</source>
        <translation>文件被改动或已损坏。请删除这一行。</translation>
    </message>
    <message>
        <source>another program is at work on this run</source>
        <translation>另一个程序正在处理这次运行</translation>
    </message>
    <message>
        <source>Wait until it is done, or stop it.</source>
        <translation>请等它完成，或先停止它。</translation>
    </message>
    <message>
        <source>%1 (process %2)</source>
        <comment>a program</comment>
        <translation>%1（进程 %2）</translation>
    </message>
    <message>
        <source>another program is at work on this run: %1</source>
        <translation>另一个程序正在处理这次运行：%1</translation>
    </message>
    <message>
        <source>the run&apos;s folder was deleted or moved while the run was at work</source>
        <translation>运行进行时，它的文件夹被删除或移走了</translation>
    </message>
    <message>
        <source>If it was moved, put it back and resume the run: its last checkpoint is in it. If it was deleted, start the run again.</source>
        <translation>若是移走了，请移回并继续运行：最后的检查点在其中。若已删除，请重新开始。</translation>
    </message>
    <message>
        <source>the measurements cannot be read: %1</source>
        <translation>无法读取测量数据：%1</translation>
    </message>
    <message>
        <source>Check that you may read the file.</source>
        <translation>请检查您是否有权读取该文件。</translation>
    </message>
</context>
<context>
    <name>distillab::Mistakes</name>
    <message>
        <source>The student got %1 of %2 test items wrong.</source>
        <translation>在 %2 个测试样本中，学生答错了 %1 个。</translation>
    </message>
    <message>
        <source>To %1 of them its teacher knew the answer; %2 it got wrong in the same way.</source>
        <translation>其中 %1 个教师答对了；%2 个教师也以同样的方式答错。</translation>
    </message>
</context>
<context>
    <name>distillab::Model</name>
    <message>
        <source>the model has no %1 number %2</source>
        <translation>模型没有编号为 %2 的%1</translation>
    </message>
    <message>
        <source>It has none; remove the losses that compare them.</source>
        <translation>它一个也没有；请去掉比较它们的损失。</translation>
    </message>
    <message>
        <source>It has %1, the first being 0.</source>
        <translation>它有 %1 个，从 0 开始编号。</translation>
    </message>
    <message>
        <source>hidden state</source>
        <translation>隐藏状态</translation>
    </message>
    <message>
        <source>attention map</source>
        <translation>注意力图</translation>
    </message>
    <message>
        <source>the model shows nothing of its inside</source>
        <translation>该模型不展示其内部</translation>
    </message>
    <message>
        <source>Remove the losses that compare more than answers.</source>
        <translation>请去掉不只比较答案的损失。</translation>
    </message>
</context>
<context>
    <name>distillab::ModelCard</name>
    <message>
        <source>%1, trained on the same data</source>
        <translation>%1，用同样的数据训练</translation>
    </message>
    <message>
        <source>layers of its teacher</source>
        <translation>教师的若干层</translation>
    </message>
    <message>
        <source>data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>items to train, to choose the best weights, and to test</source>
        <translation>用于训练、选出最佳权重和测试的样本数</translation>
    </message>
    <message>
        <source>teacher</source>
        <translation>教师</translation>
    </message>
    <message>
        <source>student</source>
        <translation>学生</translation>
    </message>
    <message>
        <source>temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>alpha, the teacher&apos;s weight</source>
        <translation>alpha，教师的权重</translation>
    </message>
    <message>
        <source>losses</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>passes, batch size, learning rate</source>
        <translation>轮数、批大小、学习率</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>the same student without its teacher</source>
        <translation>没有教师的同一个学生</translation>
    </message>
    <message>
        <source>the model with weights of 8 bits</source>
        <translation>权重为 8 位的模型</translation>
    </message>
    <message>
        <source>the model with weights of 16 bits</source>
        <translation>权重为 16 位的模型</translation>
    </message>
    <message>
        <source>the model with weights of 32 bits</source>
        <translation>权重为 32 位的模型</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1，还有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>a text to judge</source>
        <translation>一段要判断的文字</translation>
    </message>
    <message>
        <source>a second text</source>
        <translation>第二段文字</translation>
    </message>
    <message>
        <source>logits differ by at most %1</source>
        <translation>logit 最多相差 %1</translation>
    </message>
    <message>
        <source>%1 of its answers are those of `model.onnx`</source>
        <translation>%1 的回答与 `model.onnx` 相同</translation>
    </message>
    <message>
        <source>%1, not kept: it lost too much</source>
        <translation>%1，未保留：准确率下降太多</translation>
    </message>
    <message>
        <source>In %1 these layers kept 32 bits: %2.</source>
        <translation>%1 中，以下各层仍为 32 位：%2。</translation>
    </message>
    <message>
        <source>, in shades of grey</source>
        <translation>，灰度</translation>
    </message>
    <message>
        <source>Not stated.</source>
        <translation>未说明。</translation>
    </message>
    <message>
        <source>en</source>
        <extracomment>The name of the model card&apos;s file: &quot;en&quot;, or in Chinese &quot;zh_CN&quot;.</extracomment>
        <translation>zh_CN</translation>
    </message>
</context>
<context>
    <name>distillab::ModelFolder</name>
    <message>
        <source>this is not a model folder that DistilLab can read: %1</source>
        <translation>这不是蒸馏工坊 DistilLab 能读取的模型文件夹：%1</translation>
    </message>
    <message>
        <source>Choose the student or teacher folder of a run.</source>
        <translation>请选择某次运行的 student 或 teacher 文件夹。</translation>
    </message>
    <message>
        <source>its model_type is another program&apos;s</source>
        <translation>它的 model_type 属于其他程序</translation>
    </message>
    <message>
        <source>image_mean and image_std need one number per channel</source>
        <translation>image_mean 和 image_std 需要每个通道一个数</translation>
    </message>
    <message>
        <source>the tensor “%1” holds values that are no numbers (NaN or infinite)</source>
        <translation>张量“%1”含有不是数的值（NaN 或无穷大）</translation>
    </message>
    <message>
        <source>The model&apos;s training failed, or the file is damaged: choose another model, or copy it again.</source>
        <translation>该模型训练失败或文件已损坏：请另选模型，或重新复制。</translation>
    </message>
</context>
<context>
    <name>distillab::ModelInput</name>
    <message>
        <source>there is no model in this folder</source>
        <translation>这个文件夹里没有模型</translation>
    </message>
    <message>
        <source>Choose a finished run, a model folder or an export folder.</source>
        <translation>请选择已完成的运行、模型文件夹或导出文件夹。</translation>
    </message>
</context>
<context>
    <name>distillab::ModelSignature</name>
    <message>
        <source>Choose an ONNX file that DistilLab has exported.</source>
        <translation>请选择由蒸馏工坊 DistilLab 导出的 ONNX 文件。</translation>
    </message>
    <message>
        <source>the model&apos;s metadata &quot;%1&quot; must be a list of %2 entries</source>
        <translation>模型元数据“%1”必须是含 %2 项的列表</translation>
    </message>
    <message>
        <source>the model&apos;s input is no batch of images</source>
        <translation>模型的输入不是一批图像</translation>
    </message>
    <message>
        <source>the model&apos;s metadata &quot;image_std&quot; must hold numbers above 0</source>
        <translation>模型元数据“image_std”中的数必须大于 0</translation>
    </message>
    <message>
        <source>the model&apos;s inputs are no batch of texts</source>
        <translation>模型的输入不是一批文本</translation>
    </message>
    <message>
        <source>the model&apos;s metadata &quot;max_length&quot; must be a number of tokens</source>
        <translation>模型元数据“max_length”必须是词元数</translation>
    </message>
</context>
<context>
    <name>distillab::Net</name>
    <message>
        <source>the connection broke</source>
        <translation>连接中断</translation>
    </message>
    <message>
        <source>offline mode is on: nothing is sent over the network</source>
        <translation>离线模式已开启：不通过网络发送任何内容</translation>
    </message>
    <message>
        <source>Unset the environment variable %1.</source>
        <translation>请取消环境变量 %1。</translation>
    </message>
    <message>
        <source>Switch off “Work offline” in the menu Settings.</source>
        <translation>请在“设置”菜单中关闭“离线工作”。</translation>
    </message>
</context>
<context>
    <name>distillab::Objective</name>
    <message>
        <source>%1 compares insides that one of the two models does not show</source>
        <translation>%1 要比较模型内部，而两个模型之一不展示其内部</translation>
    </message>
    <message>
        <source>Use losses that compare answers.</source>
        <translation>请使用只比较答案的损失。</translation>
    </message>
</context>
<context>
    <name>distillab::OnnxCheck</name>
    <message>
        <source>No file was written. This is a fault of DistilLab: please report it with this message.</source>
        <translation>没有写出文件。这是蒸馏工坊 DistilLab 的错误：请附上这条消息报告。</translation>
    </message>
    <message>
        <source>these bytes are no ONNX model</source>
        <translation>这些字节不是 ONNX 模型</translation>
    </message>
    <message>
        <source>the ONNX checker refuses the model: %1</source>
        <translation>ONNX 检查器拒绝了该模型：%1</translation>
    </message>
</context>
<context>
    <name>distillab::OnnxDataFile</name>
    <message>
        <source>the older model cannot be removed</source>
        <translation>无法删除旧模型</translation>
    </message>
</context>
<context>
    <name>distillab::OnnxModel</name>
    <message>
        <source>Choose an ONNX file that DistilLab has exported.</source>
        <translation>请选择由蒸馏工坊 DistilLab 导出的 ONNX 文件。</translation>
    </message>
    <message>
        <source>ONNX Runtime cannot open the model: %1</source>
        <translation>ONNX Runtime 无法打开模型：%1</translation>
    </message>
    <message>
        <source>ONNX Runtime cannot describe the model: %1</source>
        <translation>ONNX Runtime 无法描述该模型：%1</translation>
    </message>
    <message>
        <source>the model&apos;s input &quot;%1&quot; is no batch of numbers that DistilLab writes</source>
        <translation>模型的输入“%1”不是蒸馏工坊 DistilLab 所写的那种一批数值</translation>
    </message>
    <message>
        <source>a classifier has one output, this model has %1</source>
        <translation>分类器只有一个输出，而该模型有 %1 个</translation>
    </message>
    <message>
        <source>the model&apos;s output is no batch of class scores</source>
        <translation>模型的输出不是一批类别得分</translation>
    </message>
    <message>
        <source>the model&apos;s metadata &quot;labels&quot; must be a list of %1 entries</source>
        <translation>模型元数据“labels”必须是含 %1 项的列表</translation>
    </message>
    <message>
        <source>ONNX Runtime cannot run the model: %1</source>
        <translation>ONNX Runtime 无法运行该模型：%1</translation>
    </message>
    <message>
        <source>the input &quot;%1&quot; has %2 values, its shape has room for %3</source>
        <translation>输入“%1”有 %2 个值，而其形状可容纳 %3 个</translation>
    </message>
    <message>
        <source>there is no input</source>
        <translation>没有输入</translation>
    </message>
    <message>
        <source>Export the classifier with a free batch size and its scores as output, [batch, classes] in f32, the number of classes told.</source>
        <translation>导出分类器时请让批大小可变，并以 f32 的分数 [batch, classes] 作为输出，注明类别数。</translation>
    </message>
    <message>
        <source>the model has no input</source>
        <translation>该模型没有输入</translation>
    </message>
    <message>
        <source>the file cannot be read: %1</source>
        <translation>无法读取文件：%1</translation>
    </message>
    <message>
        <source>Check the path and that you may read the file.</source>
        <translation>请检查路径，并确认您有权读取该文件。</translation>
    </message>
</context>
<context>
    <name>distillab::OnnxWriter</name>
    <message>
        <source>the weights &quot;%1&quot; are missing for the ONNX export</source>
        <translation>缺少 ONNX 导出所需的权重“%1”</translation>
    </message>
    <message>
        <source>the weights &quot;%1&quot; have not the shape or type that the model needs</source>
        <translation>权重“%1”的形状或类型与模型的要求不符</translation>
    </message>
</context>
<context>
    <name>distillab::PageFlow</name>
    <message>
        <source>It is: %1</source>
        <translation>正确答案：%1</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>学生</translation>
    </message>
    <message>
        <source>Teacher</source>
        <translation>教师</translation>
    </message>
</context>
<context>
    <name>distillab::PdfPage</name>
    <message>
        <source>%1 taken for %2: %3 of %4</source>
        <translation>把 %1 当成 %2：%4 个中有 %3 个</translation>
    </message>
</context>
<context>
    <name>distillab::Phase</name>
    <message>
        <source>Reading the data</source>
        <translation>读取数据</translation>
    </message>
    <message>
        <source>Training the teacher</source>
        <translation>训练教师</translation>
    </message>
    <message>
        <source>Asking the teacher</source>
        <translation>询问教师</translation>
    </message>
    <message>
        <source>Teaching the student</source>
        <translation>教学生</translation>
    </message>
    <message>
        <source>Training the student without the teacher</source>
        <translation>不靠教师训练学生</translation>
    </message>
    <message>
        <source>Testing</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Exporting to ONNX</source>
        <translation>导出为 ONNX</translation>
    </message>
    <message>
        <source>Teaching the assistants</source>
        <translation>教导助教</translation>
    </message>
</context>
<context>
    <name>distillab::Pickle</name>
    <message>
        <source>The file is damaged or was not written by torch.save: copy or download it again.</source>
        <translation>文件已损坏，或不是由 torch.save 写成：请重新复制或下载。</translation>
    </message>
    <message>
        <source>only tensors are read here, for a pickle can run any program</source>
        <translation>这里只读取张量，因为 pickle 可以运行任意程序</translation>
    </message>
    <message>
        <source>If you trust the file, load it with the program that wrote it and save its state_dict as safetensors.</source>
        <translation>如果信任该文件，请用写出它的程序加载，并把 state_dict 另存为 safetensors。</translation>
    </message>
    <message>
        <source>the pickle has more than %1 %2, more than any model needs</source>
        <translation>pickle 中的%2超过 %1，任何模型都用不了这么多</translation>
    </message>
    <message>
        <source>The file was made to exhaust memory, or is no model: choose another one.</source>
        <translation>该文件意在耗尽内存，或者不是模型：请选择其他文件。</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>the pickle ends inside this instruction</source>
        <translation>pickle 在这条指令中间结束</translation>
    </message>
    <message>
        <source>values</source>
        <translation>值</translation>
    </message>
    <message>
        <source>waiting values</source>
        <translation>等待中的值</translation>
    </message>
    <message>
        <source>the instruction finds no value to work on</source>
        <translation>指令找不到要处理的值</translation>
    </message>
    <message>
        <source>the instruction ends what was never begun</source>
        <translation>指令结束了从未开始的内容</translation>
    </message>
    <message>
        <source>copied parts</source>
        <translation>复制的部分</translation>
    </message>
    <message>
        <source>the instruction does not fit the value that it works on</source>
        <translation>指令与它处理的值不符</translation>
    </message>
    <message>
        <source>this is no pickle</source>
        <translation>这不是 pickle</translation>
    </message>
    <message>
        <source>the pickle has protocol %1, only protocol 2 is read</source>
        <translation>pickle 使用协议 %1，只能读取协议 2</translation>
    </message>
    <message>
        <source>Save it again with torch.save and its default protocol, or as safetensors.</source>
        <translation>请用 torch.save 以默认协议重新保存，或另存为 safetensors。</translation>
    </message>
    <message>
        <source>the pickle ends inside a list</source>
        <translation>pickle 在列表中间结束</translation>
    </message>
    <message>
        <source>the pickle leaves values behind</source>
        <translation>pickle 留下了多余的值</translation>
    </message>
    <message>
        <source>nested lists</source>
        <translation>嵌套列表</translation>
    </message>
    <message>
        <source>the pickle has the instruction %1</source>
        <translation>pickle 含有指令 %1</translation>
    </message>
    <message>
        <source>a whole number has more than 64 bits</source>
        <translation>整数超过 64 位</translation>
    </message>
    <message>
        <source>a key has no value</source>
        <translation>键没有值</translation>
    </message>
    <message>
        <source>remembered values</source>
        <translation>记住的值</translation>
    </message>
    <message>
        <source>the value number %1 was never remembered</source>
        <translation>编号 %1 的值从未被记住</translation>
    </message>
    <message>
        <source>the pickle wants %1</source>
        <translation>pickle 要求使用 %1</translation>
    </message>
    <message>
        <source>the description of a storage is no tuple of five</source>
        <translation>存储的描述不是五元组</translation>
    </message>
    <message>
        <source>the description of a storage has the wrong parts</source>
        <translation>存储的描述内容有误</translation>
    </message>
    <message>
        <source>a storage is a part of another one, which is not read</source>
        <translation>存储是另一个存储的一部分，无法读取</translation>
    </message>
    <message>
        <source>Save it again with PyTorch 1.6 or later.</source>
        <translation>请用 PyTorch 1.6 或更新版本重新保存。</translation>
    </message>
    <message>
        <source>the pickle calls what is no known function (REDUCE)</source>
        <translation>pickle 调用了未知的函数（REDUCE）</translation>
    </message>
    <message>
        <source>a call has no arguments</source>
        <translation>调用没有参数</translation>
    </message>
    <message>
        <source>OrderedDict has the wrong arguments</source>
        <translation>OrderedDict 的参数有误</translation>
    </message>
    <message>
        <source>a parameter is made of no tensor</source>
        <translation>参数不是由张量构成</translation>
    </message>
    <message>
        <source>torch.Size has the wrong arguments</source>
        <translation>torch.Size 的参数有误</translation>
    </message>
    <message>
        <source>a tensor has the wrong arguments</source>
        <translation>张量的参数有误</translation>
    </message>
    <message>
        <source>a tensor has no storage, or no place in it</source>
        <translation>张量没有存储，或没有其中的位置</translation>
    </message>
    <message>
        <source>a tensor of shape %1 has %2 strides</source>
        <translation>形状为 %1 的张量有 %2 个步幅</translation>
    </message>
    <message>
        <source>a tensor has no shape or no strides</source>
        <translation>张量没有形状或步幅</translation>
    </message>
    <message>
        <source>dimensions</source>
        <translation>维度</translation>
    </message>
    <message>
        <source>a shape or a stride is no whole number</source>
        <translation>形状或步幅不是整数</translation>
    </message>
    <message>
        <source>a tensor is larger than any memory</source>
        <translation>张量大于任何内存</translation>
    </message>
    <message>
        <source>a tensor of shape %1 reaches beyond its storage of %2 values</source>
        <translation>形状为 %1 的张量超出了有 %2 个值的存储</translation>
    </message>
    <message>
        <source>the pickle sets the state of an object (BUILD)</source>
        <translation>pickle 设置了对象的状态（BUILD）</translation>
    </message>
</context>
<context>
    <name>distillab::Pipeline</name>
    <message>
        <source>ONNX verified: ONNX Runtime and the engine differ by at most %1 on %2 test items.</source>
        <translation>ONNX 已验证：在 %2 个测试样本上，ONNX Runtime 与引擎的差异最多为 %1。</translation>
    </message>
    <message>
        <source>%L1 of %L2 unlabelled items were labelled by the teacher with at least %3 %.</source>
        <translation>%L2 条无标签样本中，有 %L1 条由教师以至少 %3 % 的把握标注。</translation>
    </message>
    <message>
        <source>Of these labels %1 % are right.</source>
        <translation>这些标签中有 %1 % 是正确的。</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>助教</translation>
    </message>
    <message>
        <source>Assistant %1</source>
        <translation>助教 %1</translation>
    </message>
    <message>
        <source>The ONNX files were not measured: %1</source>
        <translation>ONNX 文件没有测量：%1</translation>
    </message>
    <message>
        <source>the data has changed since this run began</source>
        <translation>自此运行开始以来，数据已改变</translation>
    </message>
    <message>
        <source>Put the earlier data back to go on with the run, or start a new one.</source>
        <translation>请恢复先前的数据以继续运行，或开始新的运行。</translation>
    </message>
    <message>
        <source>The run will take about %1 of memory.</source>
        <translation>此次运行约需 %1 内存。</translation>
    </message>
    <message>
        <source>the teacher has changed since this run began</source>
        <translation>自此运行开始以来，教师已改变</translation>
    </message>
    <message>
        <source>the tokenizer has changed since this run began</source>
        <translation>自此运行开始以来，分词器已改变</translation>
    </message>
    <message>
        <source>the model that the student begins with has changed since this run began</source>
        <translation>自此运行开始以来，学生所用的起始模型已改变</translation>
    </message>
    <message>
        <source>Put the earlier one back to go on with the run, or start a new one.</source>
        <translation>请恢复先前的版本以继续运行，或开始新的运行。</translation>
    </message>
</context>
<context>
    <name>distillab::Presets</name>
    <message>
        <source>Classic</source>
        <translation>经典</translation>
    </message>
    <message>
        <source>The teacher&apos;s softened answers, and a little of the labels. Hinton, Vinyals, Dean (2015).</source>
        <translation>教师软化后的回答，加上少许标签。Hinton、Vinyals、Dean（2015）。</translation>
    </message>
    <message>
        <source>Tutorial</source>
        <translation>教程</translation>
    </message>
    <message>
        <source>Temperature 2 and alpha 0.6, as most tutorials have it.</source>
        <translation>温度 2、alpha 0.6，与多数教程相同。</translation>
    </message>
    <message>
        <source>Answers, labels and the direction of the last hidden state. Sanh et al. (2019).</source>
        <translation>回答、标签，以及最后一个隐藏状态的方向。Sanh 等（2019）。</translation>
    </message>
    <message>
        <source>First what the layers say and where they look, then the answers alone. Jiao et al. (2020).</source>
        <translation>先学各层的内容和注意力，然后只学回答。Jiao 等（2020）。</translation>
    </message>
    <message>
        <source>First a hint from the middle of the teacher, then its answers. Romero et al. (2015).</source>
        <translation>先学教师中间层的提示，再学它的回答。Romero 等（2015）。</translation>
    </message>
    <message>
        <source>Relations</source>
        <translation>关系</translation>
    </message>
    <message>
        <source>The labels, and how the items of a batch lie to each other. Park et al. (2019).</source>
        <translation>标签，以及一个批次中样本彼此的位置关系。Park 等（2019）。</translation>
    </message>
    <message>
        <source>Decoupled</source>
        <translation>解耦</translation>
    </message>
    <message>
        <source>The teacher&apos;s certainty and its view of the other classes, weighed apart. Zhao et al. (2022).</source>
        <translation>教师的把握和它对其他类别的看法，分开加权。Zhao 等（2022）。</translation>
    </message>
    <message>
        <source>Best for bert-tiny</source>
        <translation>bert-tiny 最佳</translation>
    </message>
    <message>
        <source>The best that was found for bert-tiny on movie reviews. Also sets the student: it begins with the teacher&apos;s words and is written in half precision. Give it texts without labels, too.</source>
        <translation>在影评上为 bert-tiny 找到的最佳配方。它还会设置学生：以教师的词嵌入起步，并以半精度保存。最好再提供一些没有标签的文本。</translation>
    </message>
</context>
<context>
    <name>distillab::ProblemText</name>
    <message>
        <source>.</source>
        <comment>full stop</comment>
        <translation>。</translation>
    </message>
</context>
<context>
    <name>distillab::PromptFile</name>
    <message>
        <source>Every line is an object: {&quot;prompt&quot;: &quot;…&quot;} or {&quot;messages&quot;: [{&quot;role&quot;: &quot;user&quot;, &quot;content&quot;: &quot;…&quot;}]}, with an &quot;id&quot; if you like.</source>
        <translation>每行是一个对象：{&quot;prompt&quot;: &quot;…&quot;} 或 {&quot;messages&quot;: [{&quot;role&quot;: &quot;user&quot;, &quot;content&quot;: &quot;…&quot;}]}，可以另加 &quot;id&quot;。</translation>
    </message>
    <message>
        <source>a message is no object</source>
        <translation>有一条消息不是对象</translation>
    </message>
    <message>
        <source>a message&apos;s role is not system, user or assistant</source>
        <translation>有一条消息的角色不是 system、user 或 assistant</translation>
    </message>
    <message>
        <source>there is no message</source>
        <translation>没有消息</translation>
    </message>
    <message>
        <source>the id is neither a text nor a whole number</source>
        <translation>id 既不是文本也不是整数</translation>
    </message>
    <message>
        <source>this is no JSON</source>
        <translation>这不是 JSON</translation>
    </message>
    <message>
        <source>this is no JSON object</source>
        <translation>这不是 JSON 对象</translation>
    </message>
    <message>
        <source>there is no prompt</source>
        <translation>没有提示词</translation>
    </message>
    <message>
        <source>the id “%1” stands in lines %2 and %3</source>
        <translation>id“%1”同时出现在第 %2 行和第 %3 行</translation>
    </message>
    <message>
        <source>Give every prompt an id of its own, or none: then its line counts.</source>
        <translation>请给每条提示词一个不同的 id，或者不写 id：那时以行号为准。</translation>
    </message>
    <message>
        <source>no prompt is in this file</source>
        <translation>此文件中没有提示词</translation>
    </message>
    <message>
        <source>the answers would replace the prompts</source>
        <translation>回答会覆盖提示词文件</translation>
    </message>
    <message>
        <source>Choose another file for --out.</source>
        <translation>请为 --out 选择另一个文件。</translation>
    </message>
    <message>
        <source>this is no file of answers, and it is kept</source>
        <translation>这不是回答文件，因此保留它不动</translation>
    </message>
</context>
<context>
    <name>distillab::Quantise</name>
    <message>
        <source>the model has weights that are no numbers</source>
        <translation>模型中有不是数字的权重</translation>
    </message>
    <message>
        <source>Train it again, with a smaller learning rate.</source>
        <translation>请用更小的学习率重新训练。</translation>
    </message>
</context>
<context>
    <name>distillab::QuantiseTeacher</name>
    <message>
        <source>The teacher was measured in int8 by an earlier run; that still holds.</source>
        <translation>以前的运行已测量过该教师的 int8 表现，结果仍然有效。</translation>
    </message>
</context>
<context>
    <name>distillab::Registry</name>
    <message>
        <source>Three small convolutions: about ten thousand parameters, runs anywhere, a good student.</source>
        <translation>三个小卷积层：约一万个参数，随处可运行，适合做学生。</translation>
    </message>
    <message>
        <source>The smallest residual network: three blocks with shortcuts.</source>
        <translation>最小的残差网络：三个带捷径连接的块。</translation>
    </message>
    <message>
        <source>Three fully connected layers: the simplest network, sees pixels but no shapes.</source>
        <translation>三个全连接层：最简单的网络，看得到像素，看不出形状。</translation>
    </message>
    <message>
        <source>A classic residual network of 20 layers: accurate, takes longer to train.</source>
        <translation>经典的 20 层残差网络：准确，但训练较久。</translation>
    </message>
    <message>
        <source>Three wide convolutions and a large layer on top: quick to train, a good teacher.</source>
        <translation>三个宽卷积层加上一个大的全连接层：训练快，适合做教师。</translation>
    </message>
    <message>
        <source>A deep network designed for phones: the strongest here and the slowest.</source>
        <translation>为手机设计的深层网络：这里最强，也最慢。</translation>
    </message>
    <message>
        <source>no model takes images of %1 channels and %2 x %3 pixels</source>
        <translation>没有模型能接受 %1 通道、%2 x %3 像素的图像</translation>
    </message>
    <message>
        <source>a model needs at least one class to choose from</source>
        <translation>模型至少需要一个可选的类别</translation>
    </message>
    <message>
        <source>the width multiplier is %1</source>
        <translation>宽度倍数为 %1</translation>
    </message>
    <message>
        <source>Give a number above 0 and up to %1.</source>
        <translation>请给出大于 0 且不超过 %1 的数。</translation>
    </message>
    <message>
        <source>The models are: %1.</source>
        <translation>可用的模型：%1。</translation>
    </message>
    <message>
        <source>there is no model called &quot;%1&quot;</source>
        <translation>没有名为“%1”的模型</translation>
    </message>
    <message>
        <source>Did you mean &quot;%1&quot;? %2</source>
        <translation>您是想写“%1”吗？%2</translation>
    </message>
</context>
<context>
    <name>distillab::ReportContent</name>
    <message>
        <source>Test items</source>
        <translation>测试样本</translation>
    </message>
    <message>
        <source>Test sentences</source>
        <translation>测试句子</translation>
    </message>
    <message>
        <source>%1 passes, batches of %2, %3, learning rate %4</source>
        <translation>%1 轮，每批 %2，%3，学习率 %4</translation>
    </message>
    <message>
        <source>%1, width × %2</source>
        <translation>%1，宽度 × %2</translation>
    </message>
    <message>
        <source>shift by up to %1 pixels</source>
        <translation>最多平移 %1 像素</translation>
    </message>
    <message>
        <source>left-right flip</source>
        <translation>左右翻转</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 of %2 without a label, at least %3 sure</source>
        <translation>%2 条无标签样本中的 %1 条，把握不低于 %3</translation>
    </message>
    <message>
        <source>%1; %2 right</source>
        <translation>%1；其中 %2 正确</translation>
    </message>
    <message>
        <source>student&apos;s accuracy</source>
        <translation>学生的准确率</translation>
    </message>
    <message>
        <source>teacher %1 (%2 points)</source>
        <translation>教师 %1（%2 个百分点）</translation>
    </message>
    <message>
        <source>%1 points</source>
        <translation>%1 个百分点</translation>
    </message>
    <message>
        <source>through the teacher</source>
        <translation>来自教师的帮助</translation>
    </message>
    <message>
        <source>without it: %1</source>
        <translation>没有教师：%1</translation>
    </message>
    <message>
        <source>smaller file</source>
        <translation>文件更小</translation>
    </message>
    <message>
        <source>larger file</source>
        <translation>文件更大</translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <translation>%1 对 %2</translation>
    </message>
    <message>
        <source>%1 against %2 in ONNX Runtime</source>
        <translation>%1 对 %2（ONNX Runtime）</translation>
    </message>
    <message>
        <source>%1 against %2 in the engine</source>
        <translation>%1 对 %2（引擎）</translation>
    </message>
    <message>
        <source>faster answer</source>
        <translation>回答更快</translation>
    </message>
    <message>
        <source>slower answer</source>
        <translation>回答更慢</translation>
    </message>
    <message>
        <source>Teacher</source>
        <translation>教师</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>学生</translation>
    </message>
    <message>
        <source>Student without teacher</source>
        <translation>无教师的学生</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Macro F1</source>
        <translation>宏平均 F1</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>File size</source>
        <translation>文件大小</translation>
    </message>
    <message>
        <source>Time for one answer, median</source>
        <translation>单次回答用时，中位数</translation>
    </message>
    <message>
        <source>Time for one answer, 95th percentile</source>
        <translation>单次回答用时，第 95 百分位</translation>
    </message>
    <message>
        <source>Measured on %1. Times: one item at a time, one thread, in the engine. Student and teacher give the same answer on %2 of the test items.</source>
        <translation>在 %1 上测得。用时：每次一个样本，单线程，使用引擎。学生与教师在 %2 的测试样本上给出相同的回答。</translation>
    </message>
    <message>
        <source>Measured on %1. Times: one sentence at a time, one thread, in the engine. Student and teacher give the same answer on %2 of the test sentences.</source>
        <translation>测量于%1。时间：在引擎中用一个线程逐句计算。学生与教师在 %2 的测试句子上答案相同。</translation>
    </message>
    <message>
        <source>Where the student is right and wrong</source>
        <translation>学生对在哪里、错在哪里</translation>
    </message>
    <message>
        <source>Each row is a true class, each column an answer; a perfect student fills only the diagonal. Counts are test items.</source>
        <translation>每一行是一个真实类别，每一列是一种回答；完美的学生只会填满对角线。数字为测试样本数。</translation>
    </message>
    <message>
        <source>%1 classes are too many to draw; the whole matrix is in report.json.</source>
        <translation>类别有 %1 个，多得无法画出；完整的矩阵在 report.json 中。</translation>
    </message>
    <message>
        <source>Most frequent mix-ups</source>
        <translation>最常见的混淆</translation>
    </message>
    <message>
        <source>The student made no mistake in the test.</source>
        <translation>学生在测试中没有犯错。</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Teacher&apos;s F1</source>
        <translation>教师的 F1</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>百分点</translation>
    </message>
    <message>
        <source>Class by class</source>
        <translation>逐类结果</translation>
    </message>
    <message>
        <source>Precision: of the items given this answer, how many are it. Recall: of the items of this class, how many were found. F1 joins the two.</source>
        <translation>精确率：在给出这一回答的样本中，确实属于该类的比例。召回率：在该类样本中，被找出的比例。F1 综合两者。</translation>
    </message>
    <message>
        <source>Precision: of the sentences given this answer, how many are it. Recall: of the sentences of this class, how many were found. F1 joins the two.</source>
        <translation>精确率：被判为此类的句子中确属此类的比例。召回率：此类句子中被找出的比例。F1 综合两者。</translation>
    </message>
    <message>
        <source>The student&apos;s surest mistakes</source>
        <translation>学生最有把握的错误</translation>
    </message>
    <message>
        <source>Those of which the student was the surest come first. Below each, what student and teacher held it for, with their probabilities.</source>
        <translation>学生最有把握的排在最前。每一项下面是学生和教师的判断及其概率。</translation>
    </message>
    <message>
        <source>What to try next</source>
        <translation>接下来可以试试</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>95th pct.</source>
        <translation>第 95 百分位</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Largest diff.</source>
        <translation>最大差异</translation>
    </message>
    <message>
        <source>same on all %1</source>
        <translation>全部 %1 个都相同</translation>
    </message>
    <message>
        <source>not the same (%1 checked)</source>
        <translation>不相同（检查了 %1 个）</translation>
    </message>
    <message>
        <source>Opset %1. Checked after writing: its answers (logits) against the engine&apos;s on test items. Times: ONNX Runtime, one item at a time, one thread.</source>
        <translation>Opset %1。写出后经过检查：在测试样本上将其回答（logits）与引擎的相对照。用时：ONNX Runtime，每次一个样本，单线程。</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Alpha, the teacher&apos;s weight</source>
        <translation>Alpha，教师的权重</translation>
    </message>
    <message>
        <source>Its training</source>
        <translation>它的训练</translation>
    </message>
    <message>
        <source>Between teacher and student</source>
        <translation>教师与学生之间</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>数据增强</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>What was measured, and where</source>
        <translation>测量了什么，在哪里测量</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Training items</source>
        <translation>训练样本</translation>
    </message>
    <message>
        <source>Training sentences</source>
        <translation>训练句子</translation>
    </message>
    <message>
        <source>Labelled by the teacher</source>
        <translation>由教师标注</translation>
    </message>
    <message>
        <source>Validation items</source>
        <translation>验证样本</translation>
    </message>
    <message>
        <source>Validation sentences</source>
        <translation>验证句子</translation>
    </message>
    <message>
        <source>Quantised teacher</source>
        <translation>量化教师</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>机器</translation>
    </message>
    <message>
        <source>Peak memory</source>
        <translation>内存峰值</translation>
    </message>
    <message>
        <source>Altogether</source>
        <translation>总用时</translation>
    </message>
    <message>
        <source>DistilLab · report of a distillation</source>
        <translation>蒸馏工坊 DistilLab · 蒸馏报告</translation>
    </message>
    <message>
        <source>Written by DistilLab. The same numbers are in report.json.</source>
        <translation>由蒸馏工坊 DistilLab 生成。相同的数字也在 report.json 中。</translation>
    </message>
    <message>
        <source>What it takes to run</source>
        <translation>运行所需</translation>
    </message>
    <message>
        <source>%1 as fp32</source>
        <translation>%1 与 fp32 相同</translation>
    </message>
    <message>
        <source>Student, not kept</source>
        <translation>学生模型（未保留）</translation>
    </message>
    <message>
        <source>The ONNX files</source>
        <translation>ONNX 文件</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>KL alone</source>
        <translation>单独的 KL</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Layer by layer in int8</source>
        <translation>逐层的 int8 情况</translation>
    </message>
    <message>
        <source>In int8: %1 of %2 layers. KL alone: how far the answers move, in nats, when this layer alone is in int8; measured only where the accuracy fell too far and layers had to be chosen.</source>
        <translation>int8 层数：%1 / %2。单独的 KL：仅将该层改为 int8 时答案的偏移，单位为奈特；只有在准确率下降过多、需要选择层时才测量。</translation>
    </message>
</context>
<context>
    <name>distillab::ResultTable</name>
    <message>
        <source>teacher</source>
        <translation>教师</translation>
    </message>
    <message>
        <source>student</source>
        <translation>学生</translation>
    </message>
    <message>
        <source>student without teacher</source>
        <translation>无教师的学生</translation>
    </message>
    <message>
        <source>model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>macro F1</source>
        <translation>宏平均 F1</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>latency, median</source>
        <translation>延迟，中位数</translation>
    </message>
    <message>
        <source>latency, 95th percentile</source>
        <translation>延迟，第 95 百分位</translation>
    </message>
    <message>
        <source>ONNX latency, median</source>
        <translation>ONNX 延迟，中位数</translation>
    </message>
    <message>
        <source>Student and teacher agree on %1 of the test items.</source>
        <translation>学生与教师在 %1 的测试样本上意见一致。</translation>
    </message>
    <message>
        <source>Measured on %1 (%2).</source>
        <translation>在 %1 上测得（%2）。</translation>
    </message>
    <message>
        <source>Latency: one item at a time, one thread, on %1.</source>
        <translation>延迟：每次一个样本，单线程，在 %1 上。</translation>
    </message>
    <message>
        <source>Student and teacher agree on %1 of the test sentences.</source>
        <translation>学生与教师在 %1 的测试句子上一致。</translation>
    </message>
</context>
<context>
    <name>distillab::RoundedExport</name>
    <message>
        <source>in int8 it changes the answers among the most (KL %1); with all in int8, %2 points are lost</source>
        <translation>该层改为 int8 时对答案的影响居前（KL %1）；全部为 int8 时损失 %2 个百分点</translation>
    </message>
</context>
<context>
    <name>distillab::RunCharts</name>
    <message>
        <source>passes over the training data</source>
        <translation>训练轮数</translation>
    </message>
    <message>
        <source>How the loss fell</source>
        <translation>损失如何下降</translation>
    </message>
    <message>
        <source>Loss while the student learned</source>
        <translation>学生学习过程中的损失</translation>
    </message>
    <message>
        <source>Training loss; every term before its weight.</source>
        <translation>训练损失；各项均为加权之前的数值。</translation>
    </message>
    <message>
        <source>total: what is minimised</source>
        <translation>总损失：训练所最小化的量</translation>
    </message>
    <message>
        <source>Each point is the mean of about %1 steps.</source>
        <translation>每个点是约 %1 步的平均值。</translation>
    </message>
    <message>
        <source>The axis is logarithmic.</source>
        <translation>坐标轴为对数刻度。</translation>
    </message>
    <message>
        <source>student</source>
        <translation>学生</translation>
    </message>
    <message>
        <source>student without teacher</source>
        <translation>无教师的学生</translation>
    </message>
    <message>
        <source>Measured after every pass on %1 validation sentences, which choose the weights to keep and are not trained on.</source>
        <translation>每轮之后在 %1 个验证句子上测量；它们用来挑选保留的权重，不参与训练。</translation>
    </message>
    <message>
        <source>Measured after every pass on %1 validation items, which choose the weights to keep and are not trained on.</source>
        <translation>每轮之后在 %1 个验证样本上测得；验证样本用来选择保留哪一组权重，不参与训练。</translation>
    </message>
    <message>
        <source>How the accuracy grew</source>
        <translation>准确率如何提高</translation>
    </message>
    <message>
        <source>Accuracy after every pass</source>
        <translation>每轮之后的准确率</translation>
    </message>
    <message>
        <source>teacher, %1</source>
        <translation>教师，%1</translation>
    </message>
    <message>
        <source>How many of the %1 validation sentences get the same answer from student and teacher, right or wrong.</source>
        <translation>在 %1 条验证句子中，学生与教师答案相同的比例，不论对错。</translation>
    </message>
    <message>
        <source>How many of the %1 validation items get the same answer from student and teacher, right or wrong.</source>
        <translation>在 %1 个验证样本中，学生与教师答案相同的比例，不论对错。</translation>
    </message>
    <message>
        <source>How student and teacher came to agree</source>
        <translation>学生与教师如何趋于一致</translation>
    </message>
    <message>
        <source>Agreement after every pass</source>
        <translation>每轮之后的一致率</translation>
    </message>
    <message>
        <source>How sure the right answers became</source>
        <translation>对正确答案的把握如何变化</translation>
    </message>
    <message>
        <source>Validation loss after every pass</source>
        <translation>每轮之后的验证损失</translation>
    </message>
    <message>
        <source>Cross-entropy with the labels on the same validation items. Where it rises again, training items are learnt by heart.</source>
        <translation>同一批验证样本与标签的交叉熵。若它又升高，说明学生在死记训练样本。</translation>
    </message>
    <message>
        <source>Confusion matrix of the student</source>
        <translation>学生的混淆矩阵</translation>
    </message>
    <message>
        <source>true class</source>
        <translation>真实类别</translation>
    </message>
    <message>
        <source>the student&apos;s answer</source>
        <translation>学生的回答</translation>
    </message>
</context>
<context>
    <name>distillab::RunComparison</name>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <source>Number format in training</source>
        <translation>训练时的数值格式</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Test data</source>
        <translation>测试数据</translation>
    </message>
    <message>
        <source>Validation data</source>
        <translation>验证数据</translation>
    </message>
    <message>
        <source>Limit of examples</source>
        <translation>样本数上限</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Shifted by up to (pixels)</source>
        <translation>最大平移（像素）</translation>
    </message>
    <message>
        <source>Flipped left to right</source>
        <translation>左右翻转</translation>
    </message>
    <message>
        <source>Most tokens of a text</source>
        <translation>每段文本的最多词元数</translation>
    </message>
    <message>
        <source>Labels used</source>
        <translation>使用的标签数</translation>
    </message>
    <message>
        <source>Changed copies of a text</source>
        <translation>每段文本的改写副本</translation>
    </message>
    <message>
        <source>Source of the teacher</source>
        <translation>教师的来源</translation>
    </message>
    <message>
        <source>Teacher</source>
        <translation>教师</translation>
    </message>
    <message>
        <source>Width of the teacher</source>
        <translation>教师的宽度</translation>
    </message>
    <message>
        <source>Folder of the teacher</source>
        <translation>教师的文件夹</translation>
    </message>
    <message>
        <source>Further teachers</source>
        <translation>其他教师</translation>
    </message>
    <message>
        <source>Teacher in int8</source>
        <translation>int8 教师</translation>
    </message>
    <message>
        <source>Teacher&apos;s answers kept</source>
        <translation>保存教师的回答</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>学生</translation>
    </message>
    <message>
        <source>Width of the student</source>
        <translation>学生的宽度</translation>
    </message>
    <message>
        <source>Student begins with</source>
        <translation>学生的初始权重</translation>
    </message>
    <message>
        <source>Layers it begins with</source>
        <translation>初始采用的层</translation>
    </message>
    <message>
        <source>Teacher&apos;s word embeddings</source>
        <translation>采用教师的词嵌入</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>Alpha</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>损失项</translation>
    </message>
    <message>
        <source>Student without teacher, too</source>
        <translation>同时训练无教师的学生</translation>
    </message>
    <message>
        <source>Examples drawn by</source>
        <translation>样本抽取依据</translation>
    </message>
    <message>
        <source>Strength of the drawing</source>
        <translation>抽取强度</translation>
    </message>
    <message>
        <source>Threshold for the teacher&apos;s labels</source>
        <translation>教师标签的阈值</translation>
    </message>
    <message>
        <source>ONNX export</source>
        <translation>导出 ONNX</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率变化</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>%1 of the teacher</source>
        <translation>教师的%1</translation>
    </message>
    <message>
        <source>%1 of the teacher&apos;s fine-tuning</source>
        <translation>教师微调的%1</translation>
    </message>
    <message>
        <source>%1 in experiment.yaml</source>
        <translation>experiment.yaml 中的 %1</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Share of the test examples that the student names correctly.</source>
        <translation>学生答对的测试样本所占的比例。</translation>
    </message>
    <message>
        <source>Macro F1</source>
        <translation>宏平均 F1</translation>
    </message>
    <message>
        <source>Precision and recall in one figure, averaged over the classes: each class counts the same.</source>
        <translation>把精确率和召回率合成一个数，再对各类取平均：每一类同等重要。</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>一致率</translation>
    </message>
    <message>
        <source>Share of the test examples to which the student and the teacher give the same answer.</source>
        <translation>学生与教师给出相同答案的测试样本所占的比例。</translation>
    </message>
    <message>
        <source>Accuracy of the teacher</source>
        <translation>教师的准确率</translation>
    </message>
    <message>
        <source>Share of the test examples that the teacher names correctly.</source>
        <translation>教师答对的测试样本所占的比例。</translation>
    </message>
    <message>
        <source>Accuracy without teacher</source>
        <translation>无教师时的准确率</translation>
    </message>
    <message>
        <source>Of the same student, trained on the labels alone.</source>
        <translation>同一个学生只用标签训练的结果。</translation>
    </message>
    <message>
        <source>Size on disk</source>
        <translation>磁盘占用</translation>
    </message>
    <message>
        <source>Bytes of the student&apos;s weights in safetensors format.</source>
        <translation>学生权重以 safetensors 格式存储的字节数。</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Numbers the student has learned.</source>
        <translation>学生学到的数值个数。</translation>
    </message>
    <message>
        <source>Time per example, engine</source>
        <translation>每个样本用时（引擎）</translation>
    </message>
    <message>
        <source>Median time for one example on one thread in the training engine.</source>
        <translation>训练引擎在单线程上处理一个样本的中位用时。</translation>
    </message>
    <message>
        <source>Time per example, ONNX</source>
        <translation>每个样本用时（ONNX）</translation>
    </message>
    <message>
        <source>Median time for one example on one thread in ONNX Runtime, as an app would run it.</source>
        <translation>ONNX Runtime 在单线程上处理一个样本的中位用时，与应用中的运行方式相同。</translation>
    </message>
    <message>
        <source>Time of the run</source>
        <translation>运行用时</translation>
    </message>
    <message>
        <source>All phases together, pauses not counted.</source>
        <translation>所有阶段合计，不含暂停。</translation>
    </message>
    <message>
        <source>Most memory</source>
        <translation>最大内存</translation>
    </message>
    <message>
        <source>The most that the engine&apos;s process held at a time.</source>
        <translation>引擎进程同时占用的最大内存。</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>How far the run has come.</source>
        <translation>这次运行进行到哪一步。</translation>
    </message>
    <message>
        <source>Measured on the same %1 test examples.</source>
        <translation>在相同的 %1 个测试样本上测得。</translation>
    </message>
    <message>
        <source>These runs were measured on different test examples: small differences of accuracy may come from those.</source>
        <translation>这些运行是在不同的测试样本上测得的：准确率的细小差别可能由此而来。</translation>
    </message>
    <message>
        <source>Time per example, measured alone</source>
        <translation>每个样本的时间，单独测量</translation>
    </message>
    <message>
        <source>Median time for one example on one thread, of the student&apos;s fastest ONNX file in a process of its own.</source>
        <translation>学生最快的 ONNX 文件在单独进程中、单线程处理一个样本的时间中位数。</translation>
    </message>
    <message>
        <source>Answers a second</source>
        <translation>每秒回答数</translation>
    </message>
    <message>
        <source>Of that file on all threads, many examples at a time.</source>
        <translation>该文件使用全部线程、每次处理多个样本时。</translation>
    </message>
    <message>
        <source>Peak memory of the student</source>
        <translation>学生的内存峰值</translation>
    </message>
    <message>
        <source>The most that the process held which answers with that file, one example at a time.</source>
        <translation>用该文件逐个回答的进程所占内存的最大值。</translation>
    </message>
    <message>
        <source>Precision of the ONNX files</source>
        <translation>ONNX 文件的精度</translation>
    </message>
    <message>
        <source>Accuracy that int8 may lose (points)</source>
        <translation>int8 允许损失的准确率（百分点）</translation>
    </message>
    <message>
        <source>Bits of int8 weights</source>
        <translation>int8 权重的位数</translation>
    </message>
    <message>
        <source>Licence of the student</source>
        <translation>学生的许可</translation>
    </message>
</context>
<context>
    <name>distillab::RunDocuments</name>
    <message>
        <source>this run is not finished, so that there is nothing to report</source>
        <translation>本次运行尚未完成，没有可报告的内容</translation>
    </message>
    <message>
        <source>Finish the run first, with --resume.</source>
        <translation>请先用 --resume 完成运行。</translation>
    </message>
</context>
<context>
    <name>distillab::RunLibrary</name>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>“%1” is under way</source>
        <translation>“%1”正在进行</translation>
    </message>
    <message>
        <source>Stop it first, then delete it.</source>
        <translation>请先停止它，再删除。</translation>
    </message>
</context>
<context>
    <name>distillab::RunModels</name>
    <message>
        <source>there is no model in this folder</source>
        <translation>该文件夹中没有模型</translation>
    </message>
    <message>
        <source>Choose a finished run, or its student or teacher folder.</source>
        <translation>请选择一次已完成的运行，或其中的 student 或 teacher 文件夹。</translation>
    </message>
    <message>
        <source>the teacher knows pictures of %1, the data has %2</source>
        <translation>教师认识的图片是 %1，而数据是 %2</translation>
    </message>
    <message>
        <source>Choose another teacher, or set data.image_size.</source>
        <translation>请选择另一个教师，或设置 data.image_size。</translation>
    </message>
    <message>
        <source>the teacher knows other classes than the data has</source>
        <translation>教师认识的类别与数据中的不同</translation>
    </message>
    <message>
        <source>Choose a teacher that was trained on the same classes.</source>
        <translation>请选择在相同类别上训练过的教师。</translation>
    </message>
</context>
<context>
    <name>distillab::RunReport</name>
    <message>
        <source>the confusion matrix of “%1” does not fit its classes</source>
        <translation>“%1”的混淆矩阵与其类别不符</translation>
    </message>
    <message>
        <source>Give the report.json of a finished run, as DistilLab wrote it.</source>
        <translation>请提供已完成运行的 report.json，并保持蒸馏工坊 DistilLab 写出时的原样。</translation>
    </message>
    <message>
        <source>this is not the report of a run: %1</source>
        <translation>这不是运行的报告：%1</translation>
    </message>
    <message>
        <source>this is not the measurement of a quantised teacher: %1</source>
        <translation>这不是量化教师的测量结果：%1</translation>
    </message>
    <message>
        <source>Delete the file; the teacher is measured again.</source>
        <translation>请删除该文件；教师会被重新测量。</translation>
    </message>
</context>
<context>
    <name>distillab::RunSummary</name>
    <message>
        <source>this is not the report of a run: %1</source>
        <translation>这不是一次运行的报告：%1</translation>
    </message>
    <message>
        <source>Resume the run: what is missing is made again.</source>
        <translation>请继续这次运行：缺少的内容会重新生成。</translation>
    </message>
</context>
<context>
    <name>distillab::Safetensors</name>
    <message>
        <source>The file is damaged or no safetensors file: copy or download it again.</source>
        <translation>文件已损坏，或不是 safetensors 文件：请重新复制或下载。</translation>
    </message>
    <message>
        <source>tensor &quot;%1&quot;: %2</source>
        <translation>张量“%1”：%2</translation>
    </message>
    <message numerus="yes">
        <source>the file ends after %n byte(s), inside the length of its header</source>
        <translation>
            <numerusform>文件在 %n 字节后就结束了，连文件头的长度都不完整</numerusform>
        </translation>
    </message>
    <message>
        <source>the header claims %1 bytes, more than the format&apos;s %2</source>
        <translation>文件头声称有 %1 字节，超过该格式的上限 %2</translation>
    </message>
    <message>
        <source>the file ends inside its header, which claims %1 bytes</source>
        <translation>文件在文件头内就结束了，文件头声称有 %1 字节</translation>
    </message>
    <message>
        <source>listed twice</source>
        <translation>列出了两次</translation>
    </message>
    <message>
        <source>the header is no valid JSON</source>
        <translation>文件头不是有效的 JSON</translation>
    </message>
    <message>
        <source>the header is no JSON object</source>
        <translation>文件头不是 JSON 对象</translation>
    </message>
    <message>
        <source>the metadata is no JSON object</source>
        <translation>元数据不是 JSON 对象</translation>
    </message>
    <message>
        <source>the metadata value is no text</source>
        <translation>元数据的值不是文本</translation>
    </message>
    <message>
        <source>its entry is no JSON object</source>
        <translation>它的条目不是 JSON 对象</translation>
    </message>
    <message>
        <source>&quot;data_offsets&quot; must be a begin and an end</source>
        <translation>“data_offsets”必须是起点和终点</translation>
    </message>
    <message>
        <source>the file ends inside tensor &quot;%1&quot;, which claims the bytes up to %2</source>
        <translation>文件在张量“%1”内就结束了，该张量声称数据直到第 %2 字节</translation>
    </message>
    <message>
        <source>%1 values of shape %2 do not fill its %3 bytes</source>
        <translation>形状为 %2 的 %1 个值与其 %3 字节不符</translation>
    </message>
    <message>
        <source>&quot;dtype&quot; is missing</source>
        <translation>缺少“dtype”</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be a list of whole numbers</source>
        <translation>“%1”必须是整数列表</translation>
    </message>
    <message>
        <source>tensor &quot;%1&quot; overlaps the one before it</source>
        <translation>张量“%1”与前一个张量重叠</translation>
    </message>
    <message>
        <source>%1 bytes belong to no tensor</source>
        <translation>有 %1 字节不属于任何张量</translation>
    </message>
    <message>
        <source>values of type &quot;%1&quot; cannot be read</source>
        <translation>无法读取类型为“%1”的值</translation>
    </message>
    <message>
        <source>the header holds a number too large to read</source>
        <translation>文件头里有一个大到无法读取的数</translation>
    </message>
</context>
<context>
    <name>distillab::Samples</name>
    <message>
        <source>Fashion-MNIST</source>
        <translation>Fashion-MNIST</translation>
    </message>
    <message>
        <source>Teach a tiny network to know clothes: a teacher learns from 30,000 small pictures of shirts, shoes and bags, then passes what it knows to a student 35 times smaller.</source>
        <translation>教一个小小的网络认识衣物：教师先从 30,000 张衬衫、鞋子和包的小图片中学习，再把所知教给只有它 1/35 大的学生。</translation>
    </message>
    <message>
        <source>about 3 minutes</source>
        <translation>约 3 分钟</translation>
    </message>
    <message>
        <source>Fashion-MNIST, all pictures</source>
        <translation>Fashion-MNIST，全部图片</translation>
    </message>
    <message>
        <source>The same with all 60,000 pictures and a wider student: better marks, more patience.</source>
        <translation>同样的任务，用上全部 60,000 张图片和更宽的学生：成绩更好，也要更多耐心。</translation>
    </message>
    <message>
        <source>about 5 minutes</source>
        <translation>约 5 分钟</translation>
    </message>
    <message>
        <source>depends on your teacher</source>
        <translation>视教师模型大小而定</translation>
    </message>
    <message>
        <source>there is no sample “%1”</source>
        <translation>没有示例“%1”</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>请选择以下之一：%1。</translation>
    </message>
    <message>
        <source>Did you mean “%1”?</source>
        <translation>您是想写“%1”吗？</translation>
    </message>
    <message>
        <source>Movie reviews</source>
        <translation>电影评论</translation>
    </message>
    <message>
        <source>Teach a tiny transformer to tell praise from a pan: MiniLM learns it from 10,605 rated sentences and passes it on to a student of two layers.</source>
        <translation>教一个极小的 Transformer 分辨好评与差评：MiniLM 从 10,605 个带评分的句子中学会，再传授给只有两层的学生。</translation>
    </message>
    <message>
        <source>about 4 minutes</source>
        <translation>约 4 分钟</translation>
    </message>
    <message>
        <source>about 7 minutes</source>
        <translation>约 7 分钟</translation>
    </message>
    <message>
        <source>IMDB, the tutorial&apos;s recipe</source>
        <translation>IMDB：教程的配方</translation>
    </message>
    <message>
        <source>1,000 long reviews, temperature 2, alpha 0.6, three passes: the recipe of the tutorials to the letter.</source>
        <translation>1,000 条长评论，温度 2，alpha 0.6，三轮：与教程的配方完全一致。</translation>
    </message>
    <message>
        <source>an IMDB file (Parquet or CSV) and a fine-tuned BERT folder</source>
        <translation>一个 IMDB 文件（Parquet 或 CSV）和一个微调过的 BERT 文件夹</translation>
    </message>
    <message>
        <source>Movie reviews, the best small student</source>
        <translation>影评：最好的小型学生</translation>
    </message>
    <message>
        <source>The same with the recipe “Best for bert-tiny”: 13,098 further sentences, which only the teacher answers, bring the student nearer to it.</source>
        <translation>同样的任务，使用配方“bert-tiny 最佳”：另有 13,098 个只由教师回答的句子，让学生更接近教师。</translation>
    </message>
</context>
<context>
    <name>distillab::Sandbox</name>
    <message>
        <source>the system cannot lock a program in: %1</source>
        <translation>系统无法把程序隔离起来：%1</translation>
    </message>
    <message>
        <source>Ask for an ONNX file instead: it holds no program.</source>
        <translation>请改用 ONNX 文件：其中没有程序。</translation>
    </message>
</context>
<context>
    <name>distillab::SpeedRules</name>
    <message>
        <source>The run took %1, of these %2 (%3) for training the teacher.</source>
        <translation>本次运行用时 %1，其中 %2（%3）用于训练教师。</translation>
    </message>
    <message>
        <source>This run&apos;s teacher can teach the next student as it is; it need not be trained again.</source>
        <translation>本次运行的教师可以直接教下一个学生，无须重新训练。</translation>
    </message>
    <message>
        <source>The run took %1, of these %2 (%3) because the teacher was asked anew about every changed picture.</source>
        <translation>本次运行用时 %1，其中 %2（%3）是因为每张变动过的图片都要重新询问教师。</translation>
    </message>
    <message>
        <source>Without shift and flip its answers are computed once and kept.</source>
        <translation>不平移、不翻转时，教师的答案只需计算一次并保存下来。</translation>
    </message>
    <message>
        <source>The run took %1, of these %2 (%3) for the teacher&apos;s answers.</source>
        <translation>本次运行用时 %1，其中 %2（%3）用于计算教师的答案。</translation>
    </message>
    <message>
        <source>Answers that are kept on disk serve later runs, whatever their temperature, alpha or student.</source>
        <translation>保存在磁盘上的答案可供以后的运行使用，无论温度、alpha 或学生如何改变。</translation>
    </message>
    <message>
        <source>A teacher with int8 layers answers faster. Whether it still answers alike is measured first.</source>
        <translation>使用 int8 层的教师回答更快；会先测量它的答案是否仍然一致。</translation>
    </message>
    <message>
        <source>The run took %1, of these %2 (%3) for training, on texts of up to %4 tokens.</source>
        <translation>本次运行用时 %1，其中 %2（%3）用于训练，文本最长 %4 个词元。</translation>
    </message>
    <message>
        <source>Long texts cost the most, and their beginning often says enough.</source>
        <translation>长文本最耗时，而开头部分往往已经足够。</translation>
    </message>
    <message>
        <source>The run could be shorter</source>
        <translation>运行可以更快</translation>
    </message>
</context>
<context>
    <name>distillab::StagedFolder</name>
    <message>
        <source>the file cannot be written: %1</source>
        <translation>无法写入文件：%1</translation>
    </message>
    <message>
        <source>Check that the disk has space and that you may write to this folder.</source>
        <translation>请检查磁盘是否有空间，以及您是否有权写入这个文件夹。</translation>
    </message>
    <message>
        <source>something else has this name</source>
        <translation>已有别的东西用了这个名字</translation>
    </message>
</context>
<context>
    <name>distillab::StudentInit</name>
    <message>
        <source>%1 layers cannot be taken from a teacher of %2</source>
        <translation>教师只有 %2 层，无法从中取出 %1 层</translation>
    </message>
    <message>
        <source>Choose 1 to %1 layers.</source>
        <translation>请选择 1 到 %1 层。</translation>
    </message>
    <message>
        <source>the teacher has no layer %1</source>
        <translation>教师没有第 %1 层</translation>
    </message>
    <message>
        <source>Its layers are 0 to %1.</source>
        <translation>它的层从 0 到 %1。</translation>
    </message>
    <message>
        <source>the teacher&apos;s vocabulary has %1 words, the student&apos;s %2</source>
        <translation>教师的词表有 %1 个词，学生的有 %2 个</translation>
    </message>
    <message>
        <source>Embeddings can be projected only when both use the same tokenizer.</source>
        <translation>只有两者使用同一个分词器时才能投影词嵌入。</translation>
    </message>
    <message>
        <source>the teacher&apos;s embeddings are %1 wide, the student&apos;s %2: nothing to project</source>
        <translation>教师的词嵌入宽度为 %1，学生的为 %2：没有可投影的内容</translation>
    </message>
    <message>
        <source>Choose a narrower student.</source>
        <translation>请选择更窄的学生模型。</translation>
    </message>
</context>
<context>
    <name>distillab::Sweep</name>
    <message>
        <source>“%1” is not valid here</source>
        <translation>“%1”在此处无效</translation>
    </message>
    <message>
        <source>“%1” stands here twice</source>
        <translation>“%1”在此处出现了两次</translation>
    </message>
    <message>
        <source>Keep one of the two.</source>
        <translation>请只保留其中一个。</translation>
    </message>
    <message>
        <source>there is no value here</source>
        <translation>这里没有值</translation>
    </message>
    <message>
        <source>“%1” is not known</source>
        <translation>“%1”未知</translation>
    </message>
    <message>
        <source>Choose from: %1.</source>
        <translation>请从中选择：%1。</translation>
    </message>
    <message>
        <source>Did you mean “%1”?</source>
        <translation>您是想写“%1”吗？</translation>
    </message>
    <message>
        <source>Give numbers from 0 to 1, for example 0.3, 0.6, 0.9.</source>
        <translation>请给出 0 到 1 之间的数，例如 0.3, 0.6, 0.9。</translation>
    </message>
    <message>
        <source>Give whole numbers from 0, for example 1, 2, 3.</source>
        <translation>请给出从 0 起的整数，例如 1, 2, 3。</translation>
    </message>
    <message>
        <source>Join losses by a plus, for example soft-targets+hard-labels,dkd+hard-labels.</source>
        <translation>请用加号连接损失，例如 soft-targets+hard-labels,dkd+hard-labels。</translation>
    </message>
    <message>
        <source>there is nothing to compare: this is a single run</source>
        <translation>没有可比较的内容：这只是一次运行</translation>
    </message>
    <message>
        <source>Give several temperatures, several values of alpha, or several recipes.</source>
        <translation>请给出多个温度、多个 alpha 值或多个配方。</translation>
    </message>
    <message>
        <source>these are %L1 runs, and %L2 are the most</source>
        <translation>这共有 %L1 次运行，最多只能有 %L2 次</translation>
    </message>
    <message>
        <source>Take out some values.</source>
        <translation>请去掉一些值。</translation>
    </message>
    <message>
        <source>Give the folder of a sweep, as DistilLab wrote it.</source>
        <translation>请给出 DistilLab 写出的扫描文件夹。</translation>
    </message>
    <message>
        <source>this is not the file of a sweep</source>
        <translation>这不是扫描的文件</translation>
    </message>
    <message>
        <source>this is not the file of a sweep: %1</source>
        <translation>这不是扫描的文件：%1</translation>
    </message>
    <message>
        <source>Give numbers from %1 to %2, for example 1, 2, 4, 8.</source>
        <translation>请给出 %1 到 %2 的数，例如 1, 2, 4, 8。</translation>
    </message>
</context>
<context>
    <name>distillab::SweepFolder</name>
    <message>
        <source>this is a file, not a folder</source>
        <translation>这是一个文件，不是文件夹</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>请选择另一个文件夹。</translation>
    </message>
    <message>
        <source>this folder already holds a sweep, and it is kept</source>
        <translation>此文件夹中已有一次扫描，它会被保留</translation>
    </message>
    <message>
        <source>Resume it, or choose another folder.</source>
        <translation>请继续它，或选择另一个文件夹。</translation>
    </message>
    <message>
        <source>this folder holds an experiment or a run, a sweep needs a folder of its own</source>
        <translation>此文件夹中有一个实验或一次运行，扫描需要自己的文件夹</translation>
    </message>
    <message>
        <source>Choose for example %1/sweep.</source>
        <translation>例如可选择 %1/sweep。</translation>
    </message>
    <message>
        <source>there is no sweep in this folder</source>
        <translation>此文件夹中没有扫描</translation>
    </message>
    <message>
        <source>Choose a folder with a sweep.yaml.</source>
        <translation>请选择含有 sweep.yaml 的文件夹。</translation>
    </message>
    <message>
        <source>the run failed</source>
        <translation>运行失败</translation>
    </message>
</context>
<context>
    <name>distillab::SweepResults</name>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Teacher: %1.</source>
        <translation>教师：%1。</translation>
    </message>
    <message>
        <source>Student without teacher: %1.</source>
        <translation>无教师的学生：%1。</translation>
    </message>
    <message>
        <source>Accuracies on %1.</source>
        <translation>准确率测自%1。</translation>
    </message>
    <message>
        <source>With seed %1:</source>
        <translation>随机种子为 %1 时：</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Agreement with the teacher</source>
        <translation>与教师的一致率</translation>
    </message>
    <message>
        <source>recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>alpha</source>
        <translation>alpha</translation>
    </message>
    <message>
        <source>temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>temperature %1</source>
        <translation>温度 %1</translation>
    </message>
    <message>
        <source>alpha %1</source>
        <translation>alpha %1</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>Best (*): %1, %2.</source>
        <translation>最佳 (*)：%1，%2。</translation>
    </message>
    <message>
        <source>Failed: %1: %2.</source>
        <translation>失败：%1：%2。</translation>
    </message>
</context>
<context>
    <name>distillab::TargetFile</name>
    <message>
        <source>there is no room for the teacher&apos;s answers</source>
        <translation>没有空间存放教师的回答</translation>
    </message>
</context>
<context>
    <name>distillab::TargetStore</name>
    <message>
        <source>it holds the answers to something else</source>
        <translation>其中是对其他内容的回答</translation>
    </message>
    <message>
        <source>another version of DistilLab wrote it</source>
        <translation>它由另一版本的蒸馏工坊写出</translation>
    </message>
    <message>
        <source>it is damaged</source>
        <translation>它已损坏</translation>
    </message>
    <message>
        <source>The cache&apos;s file %1 cannot be used, %2; the teacher is asked anew.</source>
        <translation>缓存文件 %1 无法使用，%2；将重新询问教师。</translation>
    </message>
    <message>
        <source>The teacher&apos;s answers would take %1, for which there is no room in %2; they are not kept.</source>
        <translation>教师的回答需要 %1，%2 中没有空间；不予保存。</translation>
    </message>
    <message>
        <source>The teacher&apos;s answers to %L1 items will take %2 in %3.</source>
        <translation>教师对 %L1 个样本的回答将在 %3 中占用 %2。</translation>
    </message>
    <message>
        <source>The teacher&apos;s answers are not kept: %1.</source>
        <translation>教师的回答没有保存：%1。</translation>
    </message>
</context>
<context>
    <name>distillab::TeacherAnswers</name>
    <message>
        <source>The teacher&apos;s answers to %L1 items were found in the cache (%2).</source>
        <translation>在缓存中找到了教师对 %L1 个样本的回答（%2）。</translation>
    </message>
    <message>
        <source>The teacher&apos;s answers to %L1 items are computed and kept (%2, %3 s).</source>
        <translation>教师对 %L1 个样本的回答已算出并保存（%2，%3 秒）。</translation>
    </message>
    <message>
        <source>The pictures change from epoch to epoch, so the teacher is asked for every batch.</source>
        <translation>图片每轮都会变化，因此每一批都要询问教师。</translation>
    </message>
</context>
<context>
    <name>distillab::TeacherRules</name>
    <message>
        <source>At temperature %1 the teacher gives its likeliest class %2 on average over the test items; with even shares every class would have %3.</source>
        <translation>温度为 %1 时，教师在测试样本上给最可能类别的概率平均为 %2；若平均分配，每个类别为 %3。</translation>
    </message>
    <message>
        <source>the student without any teacher</source>
        <translation>没有教师的学生</translation>
    </message>
    <message>
        <source>its student</source>
        <translation>它的学生</translation>
    </message>
    <message>
        <source>The teacher knows less than the student</source>
        <translation>教师懂得比学生还少</translation>
    </message>
    <message>
        <source>The teacher gets %1 of the test items right, %2 %3.</source>
        <translation>教师答对了 %1 的测试样本，%2答对了 %3。</translation>
    </message>
    <message>
        <source>A teacher can only pass on what it knows: choose one that is better at this.</source>
        <translation>教师只能传授自己懂得的东西：请选择更擅长此任务的教师。</translation>
    </message>
    <message>
        <source>A teacher can only pass on what it knows: let it learn longer first.</source>
        <translation>教师只能传授自己懂得的东西：先让它学得更久一些。</translation>
    </message>
    <message>
        <source>The student is better off without its teacher</source>
        <translation>没有教师时学生反而更好</translation>
    </message>
    <message>
        <source>The student reached %1, the same student without the teacher %2; the teacher gets %3 right.</source>
        <translation>学生达到 %1，没有教师的同一学生达到 %2；教师答对了 %3。</translation>
    </message>
    <message>
        <source>With less weight, and answers that are not too soft, the teacher adds to the labels instead of drowning them.</source>
        <translation>降低教师的权重，答案也不要太软，教师就能补充标签，而不是淹没标签。</translation>
    </message>
    <message>
        <source>The temperature makes all answers nearly alike</source>
        <translation>温度使所有答案几乎相同</translation>
    </message>
    <message>
        <source>Targets that are nearly even tell the classes apart no more; a lower temperature lets the teacher&apos;s opinion show.</source>
        <translation>几乎平均的目标无法区分类别；降低温度才能看出教师的看法。</translation>
    </message>
    <message>
        <source>The temperature makes soft targets as hard as labels</source>
        <translation>温度使软目标和标签一样硬</translation>
    </message>
    <message>
        <source>What a teacher adds to the labels is what else it considered; a higher temperature lets that show.</source>
        <translation>教师比标签多给的，正是它还考虑过哪些类别；提高温度才能显现出来。</translation>
    </message>
    <message>
        <source>The student is too small for what its teacher knows</source>
        <translation>学生太小，装不下教师的知识</translation>
    </message>
    <message>
        <source>The student reached %1, its teacher %2; they agree on %3 of the test items. The student&apos;s training loss fell by only %4 in the last fifth of its epochs, and it has %5 parameters to the teacher&apos;s %6.</source>
        <translation>学生达到 %1，教师达到 %2；两者在 %3 的测试样本上答案一致。在最后五分之一的轮次里，学生的训练损失只下降了 %4；学生有 %5 个参数，教师有 %6 个。</translation>
    </message>
    <message>
        <source>More time would not help it; a larger student has room for more.</source>
        <translation>更多时间帮不了它；更大的学生才有更多容量。</translation>
    </message>
</context>
<context>
    <name>distillab::TeacherTargets</name>
    <message>
        <source>The cache&apos;s file %1 is damaged; the teacher is asked as the training goes.</source>
        <translation>缓存文件 %1 已损坏；训练时将直接询问教师。</translation>
    </message>
    <message>
        <source>the teacher&apos;s answers are no usable numbers: some are NaN, infinite or far too large</source>
        <translation>教师的回答不是可用的数：其中有 NaN、无穷大或过大的值</translation>
    </message>
    <message>
        <source>Choose another teacher, or, where it was trained here, lower its learning rate.</source>
        <translation>请另选教师；若是在此训练的，请降低其学习率。</translation>
    </message>
    <message>
        <source>the teacher</source>
        <translation>教师</translation>
    </message>
</context>
<context>
    <name>distillab::Tensor</name>
    <message>
        <source>tensor &quot;%1&quot; holds %2 values, not floating-point numbers</source>
        <translation>张量“%1”存放的是 %2 值，不是浮点数</translation>
    </message>
</context>
<context>
    <name>distillab::TensorFile</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 等，另有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>The file belongs to another model: choose one made for this model.</source>
        <translation>该文件属于其他模型：请选择为此模型制作的文件。</translation>
    </message>
    <message>
        <source>there is no tensor &quot;%1&quot;</source>
        <translation>没有张量“%1”</translation>
    </message>
    <message>
        <source>tensor &quot;%1&quot; is %2 %3, expected is %4 %5</source>
        <translation>张量“%1”为 %2 %3，应为 %4 %5</translation>
    </message>
    <message>
        <source>missing tensors: %1</source>
        <translation>缺少张量：%1</translation>
    </message>
    <message>
        <source>tensors of the wrong shape: %1</source>
        <translation>形状不符的张量：%1</translation>
    </message>
    <message>
        <source>tensors that hold no floats: %1</source>
        <translation>不是浮点数的张量：%1</translation>
    </message>
    <message>
        <source>tensors that the model does not have: %1</source>
        <translation>模型中没有的张量：%1</translation>
    </message>
    <message>
        <source>%1 %2 instead of %3</source>
        <translation>%1 为 %2，应为 %3</translation>
    </message>
</context>
<context>
    <name>distillab::TestAnswers</name>
    <message>
        <source>the file is empty</source>
        <translation>文件是空的</translation>
    </message>
    <message>
        <source>the names of the columns are not those of a table of answers</source>
        <translation>列名不是回答表的列名</translation>
    </message>
    <message>
        <source>there are %1 cells where %2 were expected</source>
        <translation>这里有 %1 个单元格，应为 %2 个</translation>
    </message>
    <message>
        <source>“%1” is no row</source>
        <translation>“%1”不是行号</translation>
    </message>
    <message>
        <source>“%1” is no class</source>
        <translation>“%1”不是类别</translation>
    </message>
    <message>
        <source>“%1” is no number</source>
        <translation>“%1”不是数字</translation>
    </message>
    <message>
        <source>The file was changed or damaged. Delete it, and the page of the run makes it anew.</source>
        <translation>文件被改动或损坏了。删除它，这次运行的页面会重新生成。</translation>
    </message>
</context>
<context>
    <name>distillab::TextModelFolder</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 以及另外 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>missing tensors: %1</source>
        <translation>缺少张量：%1</translation>
    </message>
    <message>
        <source>tensors of the wrong shape: %1</source>
        <translation>形状不符的张量：%1</translation>
    </message>
    <message>
        <source>The weights do not belong to the config.json beside them: copy or download the folder again.</source>
        <translation>权重与旁边的 config.json 不匹配：请重新复制或下载该文件夹。</translation>
    </message>
</context>
<context>
    <name>distillab::TextTask</name>
    <message>
        <source>“%1” is no layer</source>
        <translation>“%1”不是层</translation>
    </message>
    <message>
        <source>Write the numbers of the teacher&apos;s layers, the first being 0: 0,2,4.</source>
        <translation>请写出教师各层的编号，第一层为 0：0,2,4。</translation>
    </message>
    <message>
        <source>this model takes text, not images</source>
        <translation>这个模型接受文本，不接受图像</translation>
    </message>
    <message>
        <source>Give a text.</source>
        <translation>请给出文本。</translation>
    </message>
    <message>
        <source>layers of %1</source>
        <translation>%1 的层</translation>
    </message>
    <message>
        <source>Fetching %1 from the hub, unless it is here already.</source>
        <translation>正在从模型中心获取 %1（如果这里还没有）。</translation>
    </message>
    <message>
        <source>The teacher “%1” has no answer layer for these labels yet; it is fine-tuned first.</source>
        <translation>教师“%1”还没有对应这些标签的输出层；先进行微调。</translation>
    </message>
    <message>
        <source>this teacher has no answer layer for these labels</source>
        <translation>这个教师没有用于这些标签的输出层</translation>
    </message>
    <message>
        <source>Only the first teacher is fine-tuned: choose one that was made for this task.</source>
        <translation>只有第一个教师会被微调：请选择为此任务制作的教师。</translation>
    </message>
    <message>
        <source>a chat model brings no tokenizer for the student</source>
        <translation>聊天模型不能为学生提供分词器</translation>
    </message>
    <message>
        <source>Name a folder with a tokenizer, for example that of a BERT model.</source>
        <translation>请指定一个带分词器的文件夹，例如某个 BERT 模型的文件夹。</translation>
    </message>
    <message>
        <source>%L1 texts got no answer and are left out; %2 lists them with the reasons.</source>
        <translation>%L1 条文本没有得到回答，已排除；%2 列出了它们和原因。</translation>
    </message>
    <message>
        <source>the teacher answered too few texts</source>
        <translation>教师回答的文本太少</translation>
    </message>
    <message>
        <source>The teacher is judged on %L1 of %L2 test items.</source>
        <translation>教师在 %L2 个测试样本中的 %L1 个上接受评测。</translation>
    </message>
    <message>
        <source>the teacher&apos;s tokenizer has no token that stands for a masked word</source>
        <translation>教师的分词器没有表示被遮盖词的词元</translation>
    </message>
    <message>
        <source>Set it to 0: copies are then only cut.</source>
        <translation>请设为 0：副本将只做截取。</translation>
    </message>
    <message>
        <source>%L1 changed copies of texts are made for the teacher to answer.</source>
        <translation>已生成 %L1 份改动过的文本副本，由教师作答。</translation>
    </message>
    <message>
        <source>layers of its assistant</source>
        <translation>其助教的层</translation>
    </message>
    <message>
        <source>%1 compares token with token, and this model has a tokenizer of its own, which cuts texts otherwise than its teacher&apos;s</source>
        <translation>%1 逐个比较词元，而这个模型有自己的分词器，它切分文本的方式与教师的不同</translation>
    </message>
    <message>
        <source>Remove the loss, or set %1.start to scratch or teacher.</source>
        <translation>请去掉该损失，或将 %1.start 设为 scratch 或 teacher。</translation>
    </message>
</context>
<context>
    <name>distillab::Timing</name>
    <message>
        <source>the measuring process answered with something else</source>
        <translation>测量进程返回了别的内容</translation>
    </message>
    <message>
        <source>ONNX Runtime cannot be loaded: %1</source>
        <translation>无法加载 ONNX Runtime：%1</translation>
    </message>
    <message>
        <source>Install DistilLab again, or run ./dev setup.</source>
        <translation>请重新安装 DistilLab，或运行 ./dev setup。</translation>
    </message>
</context>
<context>
    <name>distillab::TimingInputs</name>
    <message>
        <source>“%1” is no input to measure with</source>
        <translation>“%1”不是可用于测量的输入</translation>
    </message>
    <message>
        <source>the file holds no inputs to measure with</source>
        <translation>该文件不含可用于测量的输入</translation>
    </message>
</context>
<context>
    <name>distillab::Tokenizers</name>
    <message>
        <source>two tokens are expected here</source>
        <translation>此处应为两个词元</translation>
    </message>
    <message>
        <source>two tokens with a space between them are expected here</source>
        <translation>此处应为以空格隔开的两个词元</translation>
    </message>
    <message>
        <source>the vocabulary has no token &quot;%1&quot;</source>
        <translation>词表中没有词元“%1”</translation>
    </message>
    <message>
        <source>a regular expression of the tokenizer takes too long on this text</source>
        <translation>分词器的正则表达式处理这段文本耗时过长</translation>
    </message>
    <message>
        <source>Shorten the text, or choose a model with another tokenizer.</source>
        <translation>请缩短文本，或选择使用其他分词器的模型。</translation>
    </message>
    <message>
        <source>the regular expression &quot;%1&quot; is not understood (%2)</source>
        <translation>无法理解正则表达式“%1”（%2）</translation>
    </message>
    <message>
        <source>The file is damaged or no tokenizer of Hugging Face: copy or download it again.</source>
        <translation>文件已损坏，或不是 Hugging Face 的分词器：请重新复制或下载。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not supported here</source>
        <translation>不支持“%1”</translation>
    </message>
    <message>
        <source>Choose a model whose tokenizer has no such part.</source>
        <translation>请选择分词器不含此组件的模型。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is missing</source>
        <translation>缺少“%1”</translation>
    </message>
    <message>
        <source>a JSON object is expected here</source>
        <translation>此处应为 JSON 对象</translation>
    </message>
    <message>
        <source>a text is expected here</source>
        <translation>此处应为文本</translation>
    </message>
    <message>
        <source>true or false is expected here</source>
        <translation>此处应为 true 或 false</translation>
    </message>
    <message>
        <source>a number is expected here</source>
        <translation>此处应为数字</translation>
    </message>
    <message>
        <source>a whole number from 0 is expected here</source>
        <translation>此处应为不小于 0 的整数</translation>
    </message>
    <message>
        <source>a list is expected here</source>
        <translation>此处应为列表</translation>
    </message>
    <message>
        <source>the brackets are nested too deep</source>
        <translation>括号嵌套过深</translation>
    </message>
    <message>
        <source>the file is no valid JSON</source>
        <translation>文件不是有效的 JSON</translation>
    </message>
    <message>
        <source>a whole number from 0 to %1 is expected here</source>
        <translation>此处应为 0 到 %1 之间的整数</translation>
    </message>
    <message>
        <source>the id %1 belongs to the token &quot;%2&quot; already</source>
        <translation>编号 %1 已属于词元“%2”</translation>
    </message>
    <message>
        <source>a token and its id are expected here</source>
        <translation>此处应为词元及其编号</translation>
    </message>
    <message>
        <source>a second template</source>
        <translation>第二个模板</translation>
    </message>
    <message>
        <source>&quot;A&quot; or &quot;B&quot; is expected here</source>
        <translation>此处应为“A”或“B”</translation>
    </message>
    <message>
        <source>the length must be at least 1</source>
        <translation>长度至少应为 1</translation>
    </message>
    <message>
        <source>a single character is expected here</source>
        <translation>此处应为单个字符</translation>
    </message>
    <message>
        <source>the character map is cut short or no base64 text</source>
        <translation>字符映射表不完整，或不是 base64 文本</translation>
    </message>
    <message>
        <source>the id is far beyond the %1 tokens of the vocabulary</source>
        <translation>编号远超词表的 %1 个词元</translation>
    </message>
    <message>
        <source>there is no token &quot;%1&quot;</source>
        <translation>没有词元“%1”</translation>
    </message>
    <message>
        <source>Choose a BERT vocabulary, one token on each line.</source>
        <translation>请选择每行一个词元的 BERT 词表。</translation>
    </message>
    <message>
        <source>there is neither tokenizer.json nor vocab.txt</source>
        <translation>既没有 tokenizer.json，也没有 vocab.txt</translation>
    </message>
    <message>
        <source>Choose a model folder of Hugging Face with its tokenizer.</source>
        <translation>请选择带有分词器的 Hugging Face 模型文件夹。</translation>
    </message>
    <message>
        <source>a token and its score are expected here</source>
        <translation>此处应为词元及其分数</translation>
    </message>
    <message>
        <source>the vocabulary has no such id</source>
        <translation>词表中没有这个编号</translation>
    </message>
    <message>
        <source>the tokenizer has neither a token for a character of this text nor one for unknown characters</source>
        <translation>分词器既没有这段文本中某个字符的词元，也没有表示未知字符的词元</translation>
    </message>
    <message>
        <source>Choose a model made for texts of this language.</source>
        <translation>请选择适用于该语言文本的模型。</translation>
    </message>
    <message>
        <source>the token for unknown words, &quot;%1&quot;, is not in the vocabulary</source>
        <translation>表示未知词的词元“%1”不在词表中</translation>
    </message>
</context>
<context>
    <name>distillab::TorchFile</name>
    <message>
        <source>The file is damaged: copy or download it again.</source>
        <translation>文件已损坏：请重新复制或下载。</translation>
    </message>
    <message>
        <source>the file holds no dictionary of tensors</source>
        <translation>文件中没有张量字典</translation>
    </message>
    <message>
        <source>Save the model&apos;s state_dict() with torch.save, or as safetensors.</source>
        <translation>请用 torch.save 保存模型的 state_dict()，或另存为 safetensors。</translation>
    </message>
    <message>
        <source>tensor &quot;%1&quot; repeats its numbers up to %2 bytes</source>
        <translation>张量“%1”重复其数值，达 %2 字节</translation>
    </message>
    <message>
        <source>Save contiguous tensors, or as safetensors.</source>
        <translation>请保存连续的张量，或另存为 safetensors。</translation>
    </message>
    <message>
        <source>storage &quot;%1&quot; should hold %2 %3 values, but has %4 bytes</source>
        <translation>存储“%1”应有 %2 个 %3 值，实际为 %4 字节</translation>
    </message>
    <message>
        <source>the zip archive holds more than one data.pkl</source>
        <translation>zip 压缩包中有多个 data.pkl</translation>
    </message>
    <message>
        <source>this zip archive was not written by torch.save: it has no data.pkl</source>
        <translation>该 zip 压缩包不是由 torch.save 写成：其中没有 data.pkl</translation>
    </message>
    <message>
        <source>Choose a file with a model&apos;s weights.</source>
        <translation>请选择含有模型权重的文件。</translation>
    </message>
    <message>
        <source>this is a TorchScript program, not a file of weights</source>
        <translation>这是 TorchScript 程序，不是权重文件</translation>
    </message>
    <message>
        <source>the file was written on a big-endian machine, which is not read</source>
        <translation>文件写于大端序机器，无法读取</translation>
    </message>
    <message>
        <source>Save it as safetensors.</source>
        <translation>请另存为 safetensors。</translation>
    </message>
    <message>
        <source>data.pkl is longer than %1 bytes</source>
        <translation>data.pkl 超过 %1 字节</translation>
    </message>
    <message>
        <source>there is no storage &quot;%1&quot;</source>
        <translation>没有存储“%1”</translation>
    </message>
    <message>
        <source>the file does not say that it was written on a little-endian machine</source>
        <translation>文件没有说明它写于小端序机器</translation>
    </message>
    <message>
        <source>the list of storages is missing</source>
        <translation>缺少存储列表</translation>
    </message>
    <message>
        <source>the list of storages names an unknown one</source>
        <translation>存储列表中有未知的存储</translation>
    </message>
    <message>
        <source>a storage has %1 values, its description says %2</source>
        <translation>存储有 %1 个值，描述中却是 %2 个</translation>
    </message>
    <message>
        <source>the file ends inside a storage</source>
        <translation>文件在存储中间结束</translation>
    </message>
    <message>
        <source>this is no file of torch.save</source>
        <translation>这不是 torch.save 的文件</translation>
    </message>
    <message>
        <source>Choose a file with a model&apos;s weights: model.safetensors or pytorch_model.bin.</source>
        <translation>请选择含有模型权重的文件：model.safetensors 或 pytorch_model.bin。</translation>
    </message>
</context>
<context>
    <name>distillab::Trainer</name>
    <message>
        <source>the training diverged: the loss is no longer a usable number</source>
        <translation>训练发散了：损失已不再是可用的数</translation>
    </message>
    <message>
        <source>%1, step %2</source>
        <translation>%1，第 %2 步</translation>
    </message>
    <message>
        <source>Lower the learning rate (it was %1 here) or set clip_norm to 1; the last good checkpoint is kept in the run folder.</source>
        <translation>请降低学习率（这里为 %1），或把 clip_norm 设为 1；最近一个正常的检查点保存在运行文件夹中。</translation>
    </message>
</context>
<context>
    <name>distillab::TrainingRules</name>
    <message>
        <source>teacher</source>
        <translation>教师</translation>
    </message>
    <message>
        <source>student</source>
        <translation>学生</translation>
    </message>
    <message>
        <source>The loss of the %1 began at %2 and rose to %3.</source>
        <translation>%1的损失从 %2 开始，升到了 %3。</translation>
    </message>
    <message>
        <source>The training loss of the %1 was down to %2 when it rose to %3 again.</source>
        <translation>%1的训练损失已降到 %2，却又升到了 %3。</translation>
    </message>
    <message>
        <source>After its first epoch the loss of the %1 on the validation items was %2; guessing blindly has %3.</source>
        <translation>第一轮之后，%1在验证样本上的损失为 %2；盲猜的损失为 %3。</translation>
    </message>
    <message>
        <source>The learning rate of the %1 is too high</source>
        <translation>%1的学习率太高</translation>
    </message>
    <message>
        <source>Steps that are too long jump over the valley they should walk down into; shorter ones find it.</source>
        <translation>步子太大会越过本该走下去的谷底；小一些的步子才能找到它。</translation>
    </message>
    <message>
        <source>In its last epoch the student&apos;s loss was %1 on the items it trains on and %2 on the validation items it does not.</source>
        <translation>最后一轮中，学生在训练样本上的损失为 %1，在未用于训练的验证样本上为 %2。</translation>
    </message>
    <message>
        <source>The student&apos;s loss on the validation items was least after epoch %1, %2; by epoch %3 it had risen to %4, while the loss on the training items went on falling.</source>
        <translation>学生在验证样本上的损失在第 %1 轮后最低，为 %2；到第 %3 轮已升到 %4，而训练样本上的损失仍在下降。</translation>
    </message>
    <message>
        <source>The training of the %1 diverged at step %2 of %3: its loss was no usable number any more. The learning rate is %4; %5 is usual for such a network.</source>
        <translation>%1的训练在第 %2 步（共 %3 步）发散：损失已不是可用的数值。学习率为 %4；这类网络通常用 %5。</translation>
    </message>
    <message>
        <source>Its learning rate is %1; %2 is usual for such a network.</source>
        <translation>它的学习率为 %1；这类网络通常用 %2。</translation>
    </message>
    <message>
        <source>The learning rate of the %1 is too low</source>
        <translation>%1的学习率太低</translation>
    </message>
    <message>
        <source>The loss of the %1 began at %2 and was still %3 at the end. The learning rate is %4; %5 is usual for such a network.</source>
        <translation>%1的损失从 %2 开始，结束时仍为 %3。学习率为 %4；这类网络通常用 %5。</translation>
    </message>
    <message>
        <source>Steps that are too short do not come far in the time they are given.</source>
        <translation>步子太小，在给定的时间里走不远。</translation>
    </message>
    <message>
        <source>The student learns its training items by heart</source>
        <translation>学生在死记训练样本</translation>
    </message>
    <message>
        <source>What is known by heart does not help with new items: more or more varied examples make the student look for the rule behind them.</source>
        <translation>死记的内容对新样本没有帮助：更多或更多样的样本会促使学生寻找背后的规律。</translation>
    </message>
    <message>
        <source>The student was still learning when its time was up</source>
        <translation>时间用完时学生还在进步</translation>
    </message>
    <message>
        <source>The student reached %1, its teacher %2. Within its only epoch the student&apos;s training loss fell by %3.</source>
        <translation>学生达到 %1，教师达到 %2。在仅有的一轮中，学生的训练损失下降了 %3。</translation>
    </message>
    <message>
        <source>The student reached %1, its teacher %2. In the last fifth of its epochs the student&apos;s training loss still fell by %3, and its last epoch was its best.</source>
        <translation>学生达到 %1，教师达到 %2。在最后五分之一的轮次里，学生的训练损失仍下降了 %3，而且最后一轮最好。</translation>
    </message>
    <message>
        <source>A student that has not come to its end gets better by going on.</source>
        <translation>还没有学到头的学生，继续学就会更好。</translation>
    </message>
</context>
<context>
    <name>distillab::TrainingSession</name>
    <message>
        <source>something unforeseen went wrong: %1</source>
        <translation>发生了意外错误：%1</translation>
    </message>
    <message>
        <source>The run folder keeps what was finished; try to resume it.</source>
        <translation>运行文件夹保留了已完成的部分；请尝试继续。</translation>
    </message>
    <message>
        <source>the export was stopped</source>
        <translation>导出已停止</translation>
    </message>
    <message>
        <source>it was stopped</source>
        <translation>已被停止</translation>
    </message>
    <message>
        <source>the measurement was stopped</source>
        <translation>测量已停止</translation>
    </message>
</context>
<context>
    <name>distillab::Transformer</name>
    <message>
        <source>a text of %1 tokens; this model reads 1 to %2</source>
        <translation>文本有 %1 个词元；该模型可读取 1 到 %2 个</translation>
    </message>
    <message>
        <source>Set data.max_length to at most %1.</source>
        <translation>请将 data.max_length 设为不超过 %1。</translation>
    </message>
</context>
<context>
    <name>distillab::TransformerConfig</name>
    <message>
        <source>the model&apos;s config.json is no valid JSON: %1</source>
        <translation>模型的 config.json 不是有效的 JSON：%1</translation>
    </message>
    <message>
        <source>the model&apos;s config.json holds no JSON object</source>
        <translation>模型的 config.json 中没有 JSON 对象</translation>
    </message>
    <message>
        <source>must be a whole number from %1 to %2</source>
        <translation>必须是 %1 到 %2 之间的整数</translation>
    </message>
    <message>
        <source>must be true or false</source>
        <translation>必须是 true 或 false</translation>
    </message>
    <message>
        <source>must be one of %1, not %2</source>
        <translation>必须是 %1 之一，而不是 %2</translation>
    </message>
    <message>
        <source>must be a number from 0 to below 1</source>
        <translation>必须是大于等于 0 且小于 1 的数</translation>
    </message>
    <message>
        <source>must be a number above 0, at most 1</source>
        <translation>必须是大于 0 且不超过 1 的数</translation>
    </message>
    <message>
        <source>must give each number from 0 on its label</source>
        <translation>必须从 0 开始为每个编号给出标签</translation>
    </message>
    <message>
        <source>Choose a folder with a model of one of these kinds: %1.</source>
        <translation>请选择包含以下任一种模型的文件夹：%1。</translation>
    </message>
    <message>
        <source>Correct the file or choose another model.</source>
        <translation>请修正该文件或选择其他模型。</translation>
    </message>
    <message>
        <source>&quot;model_type&quot; is missing</source>
        <translation>缺少 &quot;model_type&quot;</translation>
    </message>
    <message>
        <source>&quot;model_type&quot; is &quot;%1&quot;, which DistilLab cannot compute</source>
        <translation>&quot;model_type&quot; 为 &quot;%1&quot;，蒸馏工坊无法计算这种模型</translation>
    </message>
    <message>
        <source>cannot be false with &quot;use_bottleneck&quot; and without &quot;use_bottleneck_attention&quot;</source>
        <translation>在启用 &quot;use_bottleneck&quot; 而未启用 &quot;use_bottleneck_attention&quot; 时不能为 false</translation>
    </message>
    <message>
        <source>is %1, which does not divide the width of %2</source>
        <translation>为 %1，不能整除宽度 %2</translation>
    </message>
    <message>
        <source>lies outside the vocabulary of %1</source>
        <translation>超出了大小为 %1 的词表</translation>
    </message>
    <message>
        <source>leaves no room for a token</source>
        <translation>没有给词元留下位置</translation>
    </message>
    <message>
        <source>BERT of 2 layers, 128 wide (Turc et al. 2019): the fastest, a good first student</source>
        <translation>2 层、宽 128 的 BERT（Turc 等，2019）：最快，适合作为第一个学生</translation>
    </message>
    <message>
        <source>BERT of 4 layers, 256 wide: small and quick</source>
        <translation>4 层、宽 256 的 BERT：小而快</translation>
    </message>
    <message>
        <source>TinyBERT of 4 layers, 312 wide (Jiao et al. 2020): made for distillation</source>
        <translation>4 层、宽 312 的 TinyBERT（Jiao 等，2020）：专为蒸馏而设计</translation>
    </message>
    <message>
        <source>MiniLM of 6 layers, 384 wide (Wang et al. 2020): close to BERT, five times smaller</source>
        <translation>6 层、宽 384 的 MiniLM（Wang 等，2020）：接近 BERT，大小仅为其五分之一</translation>
    </message>
    <message>
        <source>MobileBERT of 24 thin layers (Sun et al. 2020): nearly BERT&apos;s accuracy, made for phones</source>
        <translation>24 个窄层的 MobileBERT（Sun 等，2020）：准确率接近 BERT，为手机而设计</translation>
    </message>
    <message>
        <source>BERT of 4 layers, 512 wide: between tiny and base</source>
        <translation>4 层、宽 512 的 BERT：介于 tiny 与 base 之间</translation>
    </message>
    <message>
        <source>DistilBERT of 6 layers, 768 wide (Sanh et al. 2019): half of BERT base</source>
        <translation>6 层、宽 768 的 DistilBERT（Sanh 等，2019）：BERT base 的一半</translation>
    </message>
    <message>
        <source>BERT base of 12 layers, 768 wide (Devlin et al. 2018): large; rather a teacher</source>
        <translation>12 层、宽 768 的 BERT base（Devlin 等，2018）：较大，更适合作教师</translation>
    </message>
    <message>
        <source>a vocabulary of %1 words cannot be</source>
        <translation>词表大小不能是 %1</translation>
    </message>
    <message>
        <source>Choose another tokenizer.</source>
        <translation>请选择其他分词器。</translation>
    </message>
    <message numerus="yes">
        <source>a classifier needs at least two labels, here is %n</source>
        <translation>
            <numerusform>分类器至少需要两个标签，这里只有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Check the label column of the data.</source>
        <translation>请检查数据的标签列。</translation>
    </message>
    <message>
        <source>The text models are: %1.</source>
        <translation>文本模型有：%1。</translation>
    </message>
    <message>
        <source>there is no text model called &quot;%1&quot;</source>
        <translation>没有名为 &quot;%1&quot; 的文本模型</translation>
    </message>
    <message>
        <source>Did you mean &quot;%1&quot;? %2</source>
        <translation>您是不是想用 &quot;%1&quot;？%2</translation>
    </message>
</context>
<context>
    <name>distillab::UntrainedModel</name>
    <message>
        <source>%1 is too large to be measured before it is trained</source>
        <translation>%1 太大，无法在训练前测量</translation>
    </message>
</context>
<context>
    <name>distillab::VerifiedExport</name>
    <message>
        <source>the exported model failed its check: %1</source>
        <translation>导出的模型未通过检查：%1</translation>
    </message>
    <message>
        <source>No file was written. Train the model again, or report this with the run folder.</source>
        <translation>没有写出文件。请重新训练模型，或附上运行文件夹报告此问题。</translation>
    </message>
    <message>
        <source>the engine computes values that are no numbers</source>
        <translation>引擎算出了非数值的结果</translation>
    </message>
    <message>
        <source>its logits differ from the engine&apos;s by up to %1, allowed is %2</source>
        <translation>它的 logits 与引擎的差异达 %1，允许的上限为 %2</translation>
    </message>
    <message>
        <source>it computes values that are no numbers</source>
        <translation>它算出了非数值的结果</translation>
    </message>
    <message>
        <source>there are no test items to check it on</source>
        <translation>没有可用来检查的测试数据</translation>
    </message>
    <message>
        <source>it has %1 classes, the engine %2</source>
        <translation>它有 %1 个类别，而引擎有 %2 个</translation>
    </message>
    <message>
        <source>it answers %1 of the %2 checked items differently from the engine</source>
        <translation>在检查的 %2 项中，它对 %1 项的回答与引擎不同</translation>
    </message>
    <message>
        <source>the engine&apos;s logits are of another size</source>
        <translation>引擎的 logits 个数不符</translation>
    </message>
</context>
<context>
    <name>distillab::WeightPlan</name>
    <message>
        <source>there is no precision “%1”</source>
        <translation>没有名为“%1”的精度</translation>
    </message>
    <message>
        <source>Use fp32, int8 or fp16.</source>
        <translation>请使用 fp32、int8 或 fp16。</translation>
    </message>
    <message>
        <source>it has so few weights that nothing would be gained</source>
        <translation>权重太少，改用 int8 没有收益</translation>
    </message>
    <message>
        <source>kept in int8, computed in f32: in ONNX Runtime that is the faster way</source>
        <translation>以 int8 存储、以 f32 计算：在 ONNX Runtime 中这样更快</translation>
    </message>
</context>
<context>
    <name>distillab::Weights</name>
    <message>
        <source>The index of the shards is damaged: copy or download it again.</source>
        <translation>分片索引已损坏：请重新复制或下载。</translation>
    </message>
    <message>
        <source>the index is too long</source>
        <translation>索引过长</translation>
    </message>
    <message>
        <source>shards of the model are missing: %1</source>
        <translation>缺少模型的分片：%1</translation>
    </message>
    <message>
        <source>Copy or download the missing files into the same folder.</source>
        <translation>请把缺少的文件复制或下载到同一文件夹。</translation>
    </message>
    <message>
        <source>tensors are not in the shards that should hold them: %1</source>
        <translation>这些张量不在应有的分片中：%1</translation>
    </message>
    <message>
        <source>the folder holds no weights: there is none of %1</source>
        <translation>文件夹中没有权重：找不到 %1 中的任何一个</translation>
    </message>
    <message>
        <source>Choose a folder in the Hugging Face layout.</source>
        <translation>请选择 Hugging Face 布局的文件夹。</translation>
    </message>
    <message>
        <source>the index has no &quot;weight_map&quot;</source>
        <translation>索引中没有“weight_map”</translation>
    </message>
    <message>
        <source>tensor &quot;%1&quot; is said to be in %2, which is no plain file name</source>
        <translation>张量“%1”据称位于 %2，而这不是普通的文件名</translation>
    </message>
</context>
<context>
    <name>distillab::Wording</name>
    <message>
        <source>about as large</source>
        <translation>大小与教师相当</translation>
    </message>
    <message>
        <source>about as fast</source>
        <translation>速度与教师相当</translation>
    </message>
    <message>
        <source>Compared with its teacher, the student is %1.</source>
        <translation>学生的%1。</translation>
    </message>
    <message>
        <source> and </source>
        <translation>，</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>It gets %1 of the test items right, the teacher %2.</source>
        <translation>它答对了 %1 的测试样本，教师答对了 %2。</translation>
    </message>
    <message>
        <source>Without the teacher, the same student reaches %1</source>
        <translation>没有教师时，同样的学生达到 %1</translation>
    </message>
    <message>
        <source>%1: here the teacher made no difference.</source>
        <translation>%1：在这里，教师没有带来差别。</translation>
    </message>
    <message>
        <source>%1: the teacher added %2 points.</source>
        <translation>%1：教师带来了 %2 个百分点的提升。</translation>
    </message>
    <message>
        <source>%1: here the teacher cost %2 points.</source>
        <translation>%1：在这里，教师反而使成绩下降了 %2 个百分点。</translation>
    </message>
    <message>
        <source>same answers as the engine on all %1 checked items</source>
        <translation>全部 %1 个检查样本上的回答都与引擎相同</translation>
    </message>
    <message>
        <source>not the same answers as the engine on %1 checked items</source>
        <translation>在 %1 个检查样本上，回答与引擎不尽相同</translation>
    </message>
    <message>
        <source>ONNX: %1 (%2, opset %3), %4; largest difference %5; accuracy %6.</source>
        <translation>ONNX：%1（%2，opset %3），%4；最大差异 %5；准确率 %6。</translation>
    </message>
    <message>
        <source>%1 test items that neither model saw in training</source>
        <translation>%1 个训练中两个模型都未见过的测试样本</translation>
    </message>
    <message>
        <source>%1 test items that the student did not see in training</source>
        <translation>%1 个学生在训练中未见过的测试样本</translation>
    </message>
    <message>
        <source>It gets %1 of the test sentences right, the teacher %2.</source>
        <translation>它答对了 %1 的测试句子，教师答对了 %2。</translation>
    </message>
    <message>
        <source>%1 test sentences that neither model saw in training</source>
        <translation>%1 个两个模型训练时都没见过的测试句子</translation>
    </message>
    <message>
        <source>%1 test sentences that the student did not see in training</source>
        <translation>%1 个学生训练时没见过的测试句子</translation>
    </message>
    <message>
        <source>The teacher labels in int8: %2 of its answers on %1 sampled training sentences are those of full precision, %3× as fast.</source>
        <translation>教师以 int8 标注：在抽取的 %1 个训练句子上，%2 的回答与全精度相同，速度为其 %3×。</translation>
    </message>
    <message>
        <source>The teacher labels in full precision: in int8, %2 of its answers on %1 sampled training sentences are the same, %3× as fast; asked for are at least %4 and %5×.</source>
        <translation>教师以全精度标注：若用 int8，在抽取的 %1 个训练句子上有 %2 的回答相同，速度为其 %3×；要求至少 %4 和 %5×。</translation>
    </message>
    <message>
        <source>%1; the teacher on %2 of them</source>
        <translation>%1；其中教师只评测 %2 个</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>助教</translation>
    </message>
    <message>
        <source>Assistant %1</source>
        <translation>助教 %1</translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <translation>%1 对 %2</translation>
    </message>
    <message>
        <source>ONNX in %1: %2 (%3); accuracy %4, fp32 %5; the answers of fp32 on %6 of the test items; %7.</source>
        <translation>%1 的 ONNX：%2（%3）；准确率 %4，fp32 为 %5；在 %6 的测试样本上与 fp32 答案相同；%7。</translation>
    </message>
    <message>
        <source>In f32 to keep the accuracy: %1 of %2 layers.</source>
        <translation>为保持准确率而保留 f32 的层：%1 / %2。</translation>
    </message>
    <message>
        <source>There is no %1 file: the model is too large for one file.</source>
        <translation>没有 %1 文件：模型太大，放不进一个文件。</translation>
    </message>
    <message>
        <source>There is no %1 file: the model has no layer large enough to gain by it.</source>
        <translation>没有 %1 文件：模型中没有足够大、能从中受益的层。</translation>
    </message>
    <message>
        <source>No %1 file was kept: it gets %2 of the test items right, fp32 %3.</source>
        <translation>未保留 %1 文件：它答对测试样本的 %2，fp32 为 %3。</translation>
    </message>
    <message>
        <source>No choice of layers in f32 keeps the loss within the limit.</source>
        <translation>无论哪些层保留为 f32，损失都超出限度。</translation>
    </message>
    <message>
        <source>%1 as ONNX Runtime runs it: %2.</source>
        <translation>ONNX Runtime 实际运行的 %1：%2。</translation>
    </message>
    <message>
        <source>The student alone is exported: it has several teachers.</source>
        <translation>只导出学生模型：教师不止一个。</translation>
    </message>
    <message>
        <source>The student alone is exported: this teacher only answers.</source>
        <translation>只导出学生模型：该教师只能作答。</translation>
    </message>
    <message>
        <source>%1× smaller</source>
        <translation>大小只有教师的 1/%1</translation>
    </message>
    <message>
        <source>%1× larger</source>
        <translation>大小是教师的 %1 倍</translation>
    </message>
    <message>
        <source>%1× faster</source>
        <translation>速度是教师的 %1 倍</translation>
    </message>
    <message>
        <source>%1× slower</source>
        <translation>速度只有教师的 1/%1</translation>
    </message>
</context>
<context>
    <name>distillab::ZipFile</name>
    <message>
        <source>The file is damaged: copy or download it again.</source>
        <translation>文件已损坏：请重新复制或下载。</translation>
    </message>
    <message>
        <source>the zip archive has no list of its entries at its end</source>
        <translation>zip 压缩包末尾没有条目列表</translation>
    </message>
    <message>
        <source>the zip archive claims more than %1 entries</source>
        <translation>zip 压缩包声称有超过 %1 个条目</translation>
    </message>
    <message>
        <source>the zip archive&apos;s list of entries is damaged at entry %1</source>
        <translation>zip 压缩包的条目列表在第 %1 项损坏</translation>
    </message>
    <message>
        <source>the zip archive lists &quot;%1&quot; twice</source>
        <translation>zip 压缩包中“%1”出现了两次</translation>
    </message>
    <message>
        <source>the zip archive has no entry &quot;%1&quot;</source>
        <translation>zip 压缩包中没有条目“%1”</translation>
    </message>
    <message>
        <source>the entry &quot;%1&quot; cannot be opened</source>
        <translation>无法打开条目“%1”</translation>
    </message>
    <message>
        <source>the entry &quot;%1&quot; reaches beyond the end of the file</source>
        <translation>条目“%1”超出了文件末尾</translation>
    </message>
    <message>
        <source>the entry &quot;%1&quot; is compressed in a way that is not read, or too large</source>
        <translation>条目“%1”的压缩方式不受支持，或者过大</translation>
    </message>
    <message>
        <source>the entry &quot;%1&quot; does not unpack to its size</source>
        <translation>条目“%1”解压后的大小不符</translation>
    </message>
    <message>
        <source>the entry &quot;%1&quot; does not have its checksum</source>
        <translation>条目“%1”的校验和不符</translation>
    </message>
</context>
<context>
    <name>distillab::ui::AdviceCard</name>
    <message>
        <source>What to try next</source>
        <translation>接下来可以试试</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>为什么</translation>
    </message>
    <message>
        <source>Why: %1</source>
        <translation>为什么：%1</translation>
    </message>
    <message>
        <source>Try this</source>
        <translation>试试看</translation>
    </message>
    <message>
        <source>Try this: %1</source>
        <translation>试试看：%1</translation>
    </message>
    <message>
        <source>Opens the wizard with this change made and all else as it was.</source>
        <translation>打开向导：只做这项改动，其余保持不变。</translation>
    </message>
</context>
<context>
    <name>distillab::ui::AmountFields</name>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>How many examples to use, drawn at random; 0 uses all.</source>
        <translation>随机抽取多少样本；0 表示全部使用。</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Held back to check how well new examples are named.</source>
        <translation>留出来检验对新样本的判断。</translation>
    </message>
    <message>
        <source>The same seed gives the same result again.</source>
        <translation>相同的种子会得到相同的结果。</translation>
    </message>
    <message>
        <source>&amp;Limit:</source>
        <translation>数量上限(&amp;L)：</translation>
    </message>
    <message>
        <source>&amp;Validation share:</source>
        <translation>验证比例(&amp;V)：</translation>
    </message>
    <message>
        <source>S&amp;eed:</source>
        <translation>随机种子(&amp;E)：</translation>
    </message>
</context>
<context>
    <name>distillab::ui::AnswerView</name>
    <message>
        <source>%1: %2</source>
        <comment>network: its answer</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>in %1</source>
        <comment>a time</comment>
        <translation>用时 %1</translation>
    </message>
    <message>
        <source>The network&apos;s own time for this one question, on one machine, after a first answer that warmed it up; reading a picture or making tokens is not counted.</source>
        <translation>网络回答这一个问题所用的时间：在本机上，先热身回答一次之后测得；读取图片和切分词元不计在内。</translation>
    </message>
    <message>
        <source>No question yet.</source>
        <translation>还没有提问。</translation>
    </message>
</context>
<context>
    <name>distillab::ui::AssistantsCard</name>
    <message>
        <source>Between teacher and student</source>
        <translation>教师与学生之间</translation>
    </message>
    <message>
        <source>&amp;Put a middle-sized network between</source>
        <translation>在中间放一个中等大小的网络(&amp;P)</translation>
    </message>
    <message>
        <source>From a teacher that is very much larger, a small student may learn less than from a middle-sized one. An assistant learns from the teacher first and then teaches the student. Each one takes a training of its own.</source>
        <translation>教师大得太多时，小学生从它那里学到的，可能不如从中等大小的网络学到的多。助教先向教师学习，再教学生。每个助教都需要单独训练一次。</translation>
    </message>
    <message>
        <source>Model of assistant %1</source>
        <translation>助教 %1 的模型</translation>
    </message>
    <message>
        <source>width × </source>
        <comment>before the width multiplier of a model</comment>
        <translation>宽度 × </translation>
    </message>
    <message>
        <source>Width multiplier of assistant %1</source>
        <translation>助教 %1 的宽度倍数</translation>
    </message>
    <message>
        <source>epochs as the student</source>
        <translation>轮数与学生相同</translation>
    </message>
    <message>
        <source>epochs: </source>
        <translation>轮数：</translation>
    </message>
    <message>
        <source>Epochs of assistant %1</source>
        <translation>助教 %1 的轮数</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove assistant %1</source>
        <translation>移除助教 %1</translation>
    </message>
    <message>
        <source>Half the layers of the one before</source>
        <translation>前一个网络的一半的层</translation>
    </message>
    <message>
        <source>%1: %2 parameters</source>
        <translation>%1：参数量 %2</translation>
    </message>
    <message>
        <source>As the experiment file has it</source>
        <translation>按实验文件的设定</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>助教</translation>
    </message>
    <message>
        <source>Assistant %1</source>
        <translation>助教 %1</translation>
    </message>
    <message>
        <source>Teacher → %1 → student</source>
        <translation>教师 → %1 → 学生</translation>
    </message>
    <message>
        <source>&amp;Put another one between</source>
        <translation>在中间再放一个(&amp;P)</translation>
    </message>
</context>
<context>
    <name>distillab::ui::BarList</name>
    <message>
        <source>%1: %2</source>
        <comment>name: figure</comment>
        <translation>%1：%2</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>还有 %n 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>distillab::ui::BinDialog</name>
    <message>
        <source>&amp;Put back</source>
        <translation>放回(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Empty the bin…</source>
        <translation>清空回收站(&amp;E)…</translation>
    </message>
    <message>
        <source>Bin</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>Deleted runs</source>
        <translation>已删除的运行</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>Deleted runs stay here until the bin is emptied.</source>
        <translation>已删除的运行会留在这里，直到清空回收站。</translation>
    </message>
    <message>
        <source>%1, deleted %2</source>
        <comment>run and date</comment>
        <translation>%1，删除于 %2</translation>
    </message>
    <message>
        <source>The bin is empty.</source>
        <translation>回收站是空的。</translation>
    </message>
    <message>
        <source>Empty the bin?</source>
        <translation>清空回收站？</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) with their students and curves will be gone.</source>
        <translation>
            <numerusform>%n 次运行连同其学生和曲线将被删除。</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Empty the bin</source>
        <translation>清空回收站(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Keep them</source>
        <translation>保留(&amp;K)</translation>
    </message>
</context>
<context>
    <name>distillab::ui::CellPanel</name>
    <message>
        <source>Seed of the run that is shown</source>
        <translation>所示运行的随机种子</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>Accuracy (%)</source>
        <translation>准确率 (%)</translation>
    </message>
    <message>
        <source>Epoch %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>a share of one hundred</comment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>The first point appears after the first epoch.</source>
        <translation>第一轮结束后会出现第一个点。</translation>
    </message>
    <message>
        <source>Accuracy over epochs</source>
        <translation>准确率随轮数的变化</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>The first point appears with the first step.</source>
        <translation>第一步完成后会出现第一个点。</translation>
    </message>
    <message>
        <source>Loss over steps</source>
        <translation>损失随步数的变化</translation>
    </message>
    <message>
        <source>&amp;Use this setting</source>
        <translation>使用此设置(&amp;U)</translation>
    </message>
    <message>
        <source>Opens the wizard with this setting filled in, for a run of its own.</source>
        <translation>打开向导并填入此设置，用于一次单独的运行。</translation>
    </message>
    <message>
        <source>&amp;Open the run</source>
        <translation>打开运行(&amp;O)</translation>
    </message>
    <message>
        <source>Shows the whole run: results, mistakes, report. Double click on its place does the same.</source>
        <translation>显示整个运行：结果、错误、报告。双击它的格子效果相同。</translation>
    </message>
    <message>
        <source>&amp;Export to ONNX</source>
        <translation>导出为 ONNX(&amp;E)</translation>
    </message>
    <message>
        <source>Writes this student as an ONNX file into your documents and checks it.</source>
        <translation>把这个学生写成 ONNX 文件放入您的文档文件夹，并进行检查。</translation>
    </message>
    <message>
        <source>Exporting and checking…</source>
        <translation>正在导出并检查…</translation>
    </message>
    <message>
        <source>Seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>This run is under way.</source>
        <translation>此运行正在进行。</translation>
    </message>
    <message>
        <source>This run has not begun yet.</source>
        <translation>此运行尚未开始。</translation>
    </message>
    <message>
        <source>This run was stopped before the end.</source>
        <translation>此运行在结束前被停止。</translation>
    </message>
    <message>
        <source>The student gets %1 of the test examples right and answers like its teacher on %2.</source>
        <translation>学生答对了 %1 的测试样本，在 %2 的样本上与教师回答相同。</translation>
    </message>
    <message>
        <source>Loss of the student</source>
        <translation>学生的损失</translation>
    </message>
</context>
<context>
    <name>distillab::ui::ClassOverview</name>
    <message>
        <source>Examples of each class</source>
        <translation>各类别的样本</translation>
    </message>
</context>
<context>
    <name>distillab::ui::ComparePage</name>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Tick runs to lay their curves over each other and to see which setting made the difference.</source>
        <translation>勾选几次运行，把它们的曲线叠在一起，看看是哪项设置造成了差别。</translation>
    </message>
</context>
<context>
    <name>distillab::ui::ComparisonModel</name>
    <message>
        <source>best</source>
        <comment>mark of a cell</comment>
        <translation>最佳</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>%1: the best of the chosen runs</source>
        <translation>%1：所选运行中最佳</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <comment>run, figure, value</comment>
        <translation>%1，%2：%3</translation>
    </message>
    <message>
        <source>%1, the best</source>
        <translation>%1，最佳</translation>
    </message>
</context>
<context>
    <name>distillab::ui::ComparisonView</name>
    <message>
        <source>Tick two or more runs in the list: their curves appear here one over the other, with a table of what was set differently and what came of it.</source>
        <translation>在列表中勾选两次或更多运行：它们的曲线会叠放在这里，旁边的表格列出哪些设置不同、结果如何。</translation>
    </message>
    <message>
        <source>Results and settings of the chosen runs</source>
        <translation>所选运行的结果与设置</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Choose no run</source>
        <translation>不选任何运行</translation>
    </message>
    <message>
        <source>Takes the ticks off all runs.</source>
        <translation>取消所有勾选。</translation>
    </message>
    <message>
        <source>Settings that differ, and results</source>
        <translation>不同的设置与结果</translation>
    </message>
    <message>
        <source>Tick another run to see what they do differently.</source>
        <translation>再勾选一次运行，就能看到它们有何不同。</translation>
    </message>
    <message>
        <source>All settings are the same. %1</source>
        <translation>所有设置都相同。%1</translation>
    </message>
</context>
<context>
    <name>distillab::ui::ConfusionView</name>
    <message>
        <source>Confusion matrix</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>Rows: what it is. Columns: the answer.</source>
        <translation>行：实际是什么。列：给出的回答。</translation>
    </message>
    <message>
        <source>Of %1 examples of “%2”, %3 (%4) were recognised.</source>
        <translation>“%2”的 %1 个样本中，有 %3 个（%4）被正确识别。</translation>
    </message>
    <message>
        <source>Of %1 examples of “%2”, %3 (%4) were taken for “%5”.</source>
        <translation>“%2”的 %1 个样本中，有 %3 个（%4）被误认为“%5”。</translation>
    </message>
</context>
<context>
    <name>distillab::ui::CourseFields</name>
    <message>
        <source>The way from the first value to the last</source>
        <translation>从起始值到结束值的变化方式</translation>
    </message>
    <message>
        <source>in a straight line</source>
        <translation>直线</translation>
    </message>
    <message>
        <source>along a cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>At the end:</source>
        <translation>结束时：</translation>
    </message>
</context>
<context>
    <name>distillab::ui::CurvesCard</name>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>一致率</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Seconds of the student&apos;s training</source>
        <translation>学生训练的秒数</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>Right (%)</source>
        <translation>答对（%）</translation>
    </message>
    <message>
        <source>Same as teacher (%)</source>
        <translation>与教师相同（%）</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>a share of one hundred</comment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>S&amp;mooth</source>
        <translation>平滑(&amp;M)</translation>
    </message>
    <message>
        <source>What the curves show</source>
        <translation>曲线显示的内容</translation>
    </message>
    <message>
        <source>Share of the validation examples that the student names correctly.</source>
        <translation>学生答对的验证样本所占的比例。</translation>
    </message>
    <message>
        <source>How often the student gives the same answer as its teacher, right or wrong.</source>
        <translation>学生与教师给出相同答案的频率，无论对错。</translation>
    </message>
    <message>
        <source>Curves over steps or over time</source>
        <translation>曲线按步数或按时间</translation>
    </message>
    <message>
        <source>By step</source>
        <translation>按步数</translation>
    </message>
    <message>
        <source>By time</source>
        <translation>按时间</translation>
    </message>
    <message>
        <source>By time shows what a run costs: a larger student takes longer for each step.</source>
        <translation>按时间可以看出一次运行的代价：较大的学生每一步更慢。</translation>
    </message>
    <message>
        <source>Draws the trend of the loss instead of every step.</source>
        <translation>画出损失的趋势，而不是每一步。</translation>
    </message>
    <message>
        <source>These runs have measured nothing of this.</source>
        <translation>这些运行没有测量这一项。</translation>
    </message>
    <message>
        <source>%1 over steps</source>
        <translation>%1（按步数）</translation>
    </message>
    <message>
        <source>%1 over time</source>
        <translation>%1（按时间）</translation>
    </message>
    <message numerus="yes">
        <source>The measurements of %n run(s) cannot be read.</source>
        <translation>
            <numerusform>有 %n 次运行的测量数据无法读取。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) kept no times: by step all curves are there.</source>
        <translation>
            <numerusform>有 %n 次运行没有记录时间：按步数可以看到全部曲线。</numerusform>
        </translation>
    </message>
    <message>
        <source>These runs minimise different sums: compare the shapes of the losses, not their heights.</source>
        <translation>这些运行最小化的目标不同：请比较损失的形状，而不是高低。</translation>
    </message>
</context>
<context>
    <name>distillab::ui::DataPage</name>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>The pictures that teacher and student learn from. A part of them, the validation pictures, is held back to notice when learning stops helping; the test pictures are only used to give the final marks.</source>
        <translation>教师和学生从这些图片中学习。其中一部分（验证集）会留出来，用于发现学习何时不再有帮助；测试集只用来给出最终成绩。</translation>
    </message>
    <message>
        <source>Fashion-&amp;MNIST: small pictures of clothes</source>
        <translation>Fashion-MNIST：衣物小图片(&amp;M)</translation>
    </message>
    <message>
        <source>Your &amp;own pictures</source>
        <translation>您自己的图片(&amp;O)</translation>
    </message>
    <message>
        <source>Folder with your pictures</source>
        <translation>您的图片所在的文件夹</translation>
    </message>
    <message>
        <source>A folder with one subfolder per class full of PNG or JPEG pictures, or with the four files of an MNIST-like set. You can drop it here.</source>
        <translation>一个文件夹：每个类别一个子文件夹，里面装满 PNG 或 JPEG 图片；或者含有 MNIST 类数据集的四个文件。可以把它拖放到这里。</translation>
    </message>
    <message>
        <source>How much of it</source>
        <translation>用多少</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source> pixels</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source>Mirror pictures at random (fl&amp;ip)</source>
        <translation>随机左右翻转图片(&amp;I)</translation>
    </message>
    <message>
        <source>Random shif&amp;t:</source>
        <translation>随机平移(&amp;T)：</translation>
    </message>
    <message>
        <source>A look at it</source>
        <translation>看一看</translation>
    </message>
    <message>
        <source>Nothing to show yet.</source>
        <translation>暂时没有可显示的内容。</translation>
    </message>
    <message>
        <source>Reading the pictures…</source>
        <translation>正在读取图片…</translation>
    </message>
    <message>
        <source>%1 pictures for training, %2 for validation, %3 for the test; %4 × %5 pixels, %6.</source>
        <translation>训练 %1 张、验证 %2 张、测试 %3 张图片；%4 × %5 像素，%6。</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>灰度</translation>
    </message>
    <message>
        <source>in colour</source>
        <translation>彩色</translation>
    </message>
    <message>
        <source>Moves each picture a little every time.</source>
        <translation>每次都把图片稍微移动一点。</translation>
    </message>
    <message>
        <source>Helps where left and right mean the same, as with clothes; not with letters or digits.</source>
        <translation>适合左右含义相同的图片（如衣物）；不适合字母或数字。</translation>
    </message>
</context>
<context>
    <name>distillab::ui::DrawingBox</name>
    <message>
        <source>Sheet to draw on</source>
        <translation>画板</translation>
    </message>
    <message>
        <source>Arrow keys move, the space bar puts the pen down and lifts it, Ctrl+Z undoes, Delete clears.</source>
        <translation>方向键移动，空格键落笔和抬笔，Ctrl+Z 撤销，Delete 清空。</translation>
    </message>
</context>
<context>
    <name>distillab::ui::EndpointFields</name>
    <message>
        <source>Any server that speaks the OpenAI chat API: DeepSeek, vLLM, a llama.cpp server. The texts of your data and the question are sent to its address, one text at a time, and nowhere else. Every answer is kept on this computer and never asked for twice.</source>
        <translation>任何支持 OpenAI 聊天接口的服务器：DeepSeek、vLLM、llama.cpp 服务器。您数据中的文本和问题逐条发送到它的地址，不会发往别处。每个回答都保存在这台电脑上，不会重复询问。</translation>
    </message>
    <message>
        <source>Left empty: a general question that names the labels. Better: what the texts are, and what each label means.</source>
        <translation>留空：使用列出各标签的通用问题。更好的做法：说明文本是什么，以及每个标签的含义。</translation>
    </message>
    <message>
        <source>Addr&amp;ess:</source>
        <translation>地址(&amp;E)：</translation>
    </message>
    <message>
        <source>Mo&amp;del:</source>
        <translation>模型(&amp;D)：</translation>
    </message>
    <message>
        <source>&amp;Question:</source>
        <translation>问题(&amp;Q)：</translation>
    </message>
    <message>
        <source>Environment variable with the &amp;key:</source>
        <translation>存放密钥的环境变量(&amp;K)：</translation>
    </message>
    <message>
        <source>Requests that are under way together.</source>
        <translation>同时进行的请求数。</translation>
    </message>
    <message>
        <source>Asked per text where the server tells no probabilities: how often a label comes up is its probability.</source>
        <translation>服务器不给出概率时每条文本询问的次数：标签出现的频率即为其概率。</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>The run stops asking there; what was answered is kept.</source>
        <translation>运行到此停止询问；已有的回答会保留。</translation>
    </message>
    <message>
        <source>In the currency of the prices.</source>
        <translation>与价格使用同一货币。</translation>
    </message>
    <message>
        <source>Of a million tokens that it reads.</source>
        <translation>每读取一百万个词元。</translation>
    </message>
    <message>
        <source>Of a million tokens that it writes.</source>
        <translation>每写出一百万个词元。</translation>
    </message>
    <message>
        <source>At a time:</source>
        <translation>同时请求：</translation>
    </message>
    <message>
        <source>Answers per text:</source>
        <translation>每条文本的回答数：</translation>
    </message>
    <message>
        <source>Most requests:</source>
        <translation>请求上限：</translation>
    </message>
    <message>
        <source>Most money:</source>
        <translation>费用上限：</translation>
    </message>
    <message>
        <source>Price of reading:</source>
        <translation>读取价格：</translation>
    </message>
    <message>
        <source>Price of writing:</source>
        <translation>写出价格：</translation>
    </message>
    <message>
        <source>It is set. The key is only read from there, and written down nowhere.</source>
        <translation>已设置。密钥只从那里读取，不会写到任何地方。</translation>
    </message>
    <message>
        <source>It is not set where DistilLab was started. A server on this computer often needs no key.</source>
        <translation>启动 DistilLab 的环境中没有设置它。本机上的服务器通常不需要密钥。</translation>
    </message>
    <message>
        <source>About %1 texts will be asked about: %1 requests, or %2 where the server tells no probabilities.</source>
        <translation>大约要询问 %1 条文本：%1 个请求；服务器不给出概率时为 %2 个。</translation>
    </message>
    <message>
        <source>Of these answers: at 0 all would be alike.</source>
        <translation>这些回答的温度：为 0 时回答全都一样。</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Test texts that it is asked about, to tell how good it is.</source>
        <translation>用来判断它有多好的测试文本数量。</translation>
    </message>
    <message>
        <source>Their temperature:</source>
        <translation>回答的温度：</translation>
    </message>
    <message>
        <source>Judged on:</source>
        <translation>评判所用：</translation>
    </message>
    <message>
        <source>Test the connect&amp;ion</source>
        <translation>测试连接(&amp;I)</translation>
    </message>
    <message>
        <source>Asks one question, about the first of your texts.</source>
        <translation>就您的第一条文本问一个问题。</translation>
    </message>
    <message>
        <source>Waiting for the answer…</source>
        <translation>正在等待回答……</translation>
    </message>
    <message>
        <source>It answers “%1”, which names none of the labels. Make the question firmer: what each label means, and that nothing but its letter is wanted.</source>
        <translation>它回答“%1”，其中没有任何标签。请把问题说得更明确：每个标签的含义，以及只需要回答字母。</translation>
    </message>
    <message>
        <source>It answers “%1”, which stands for “%2”, after %3.</source>
        <translation>它在 %3 后回答“%1”，代表“%2”。</translation>
    </message>
    <message>
        <source>The probabilities of its words came along: one request per text is enough.</source>
        <translation>回答附带了词的概率：每条文本只需一次请求。</translation>
    </message>
    <message>
        <source>No probabilities came along: each text is asked about %1 times.</source>
        <translation>回答没有附带概率：每条文本要问 %1 次。</translation>
    </message>
    <message>
        <source>All %1 texts: %2 requests, about %3 tokens and %4.</source>
        <translation>全部 %1 条文本：%2 次请求，约 %3 个词元，%4。</translation>
    </message>
    <message>
        <source>Cost: about %1, in the currency of the prices.</source>
        <translation>费用：约 %1，以价格的货币计。</translation>
    </message>
    <message>
        <source>With the prices filled in, the cost stands here.</source>
        <translation>填入价格后，这里会显示费用。</translation>
    </message>
</context>
<context>
    <name>distillab::ui::Examples</name>
    <message>
        <source>%1 | %2</source>
        <translation>%1 | %2</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>再问一次</translation>
    </message>
    <message>
        <source>Picture %1</source>
        <translation>图片 %1</translation>
    </message>
</context>
<context>
    <name>distillab::ui::ExperimentDraft</name>
    <message>
        <source>Choose the folder that holds your pictures.</source>
        <translation>请选择存放图片的文件夹。</translation>
    </message>
    <message>
        <source>The Fashion-MNIST pictures are not installed: run “./dev setup”, or install the package dataset-fashion-mnist.</source>
        <translation>尚未安装 Fashion-MNIST 图片：请运行“./dev setup”，或安装软件包 dataset-fashion-mnist。</translation>
    </message>
    <message>
        <source>There is no folder “%1”; check the spelling or use Browse.</source>
        <translation>没有文件夹“%1”；请检查拼写，或使用“浏览”。</translation>
    </message>
    <message>
        <source>Choose the earlier run whose teacher you want.</source>
        <translation>请选择您想要的教师所在的早先运行。</translation>
    </message>
    <message>
        <source>“%1” is not the folder of a run: it has no experiment.yaml.</source>
        <translation>“%1”不是运行文件夹：其中没有 experiment.yaml。</translation>
    </message>
    <message>
        <source>Another run is under way: stop it, or wait until it is done.</source>
        <translation>另一次运行正在进行：请停止它，或等它完成。</translation>
    </message>
    <message>
        <source>Give the run a name.</source>
        <translation>请给这次运行起个名字。</translation>
    </message>
    <message>
        <source>Give the whole path of the run&apos;s folder, from the root.</source>
        <translation>请给出运行文件夹从根目录开始的完整路径。</translation>
    </message>
    <message>
        <source>“%1” already holds a run; choose another folder.</source>
        <translation>“%1”中已有一次运行；请选择其他文件夹。</translation>
    </message>
    <message>
        <source>“%1” is a file, not a folder.</source>
        <translation>“%1”是文件，不是文件夹。</translation>
    </message>
    <message>
        <source>You may not write in “%1”; choose another folder.</source>
        <translation>您无权写入“%1”；请选择其他文件夹。</translation>
    </message>
    <message>
        <source>With alpha 0 the teacher is not heard: the student learns from the labels alone.</source>
        <translation>Alpha 为 0 时不会听取教师：学生只从标签中学习。</translation>
    </message>
    <message>
        <source>This student is not smaller than its teacher: it may learn well, but nothing is saved.</source>
        <translation>这个学生并不比教师小：它也许学得好，但什么也没有节省。</translation>
    </message>
    <message>
        <source>This student is smaller than its teacher, but has as much to compute: it will not be faster.</source>
        <translation>这个学生比教师小，但计算量一样多：它不会更快。</translation>
    </message>
    <message>
        <source>There is no file “%1”; check the spelling or use Browse.</source>
        <translation>没有文件“%1”；请检查拼写，或用“浏览”选择。</translation>
    </message>
    <message>
        <source>Choose the file that holds your texts.</source>
        <translation>请选择存放文本的文件。</translation>
    </message>
    <message>
        <source>“%1” is a folder; choose the file with your texts.</source>
        <translation>“%1”是文件夹；请选择存放文本的文件。</translation>
    </message>
    <message>
        <source>The movie reviews are not installed: run “./dev setup”.</source>
        <translation>电影评论尚未安装：请运行“./dev setup”。</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) cannot be used. Correct the file, or choose to leave them out.</source>
        <translation>
            <numerusform>有 %n 行无法使用。请改正文件，或选择略去它们。</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a model of the list, or name one as owner/name.</source>
        <translation>请从列表中选择模型，或按“所有者/名称”填写。</translation>
    </message>
    <message>
        <source>Choose the folder of the teacher&apos;s model.</source>
        <translation>请选择教师模型的文件夹。</translation>
    </message>
    <message>
        <source>“%1” is not the folder of a model: it has no config.json.</source>
        <translation>“%1”不是模型文件夹：其中没有 config.json。</translation>
    </message>
    <message>
        <source>Choose the folder of the model that the student begins with.</source>
        <translation>请选择学生起步所用模型的文件夹。</translation>
    </message>
    <message>
        <source>“%1” holds no text model that DistilLab knows.</source>
        <translation>“%1”中没有 DistilLab 认识的文本模型。</translation>
    </message>
    <message>
        <source>Write the layers as numbers with commas, such as 0,2,4.</source>
        <translation>请用逗号分隔的数字写出各层，例如 0,2,4。</translation>
    </message>
    <message>
        <source>The teacher has no layer %1; its layers are 0 to %2.</source>
        <translation>教师没有第 %1 层；它的层是 0 到 %2。</translation>
    </message>
    <message>
        <source>The teacher&apos;s embeddings are narrower than this student&apos;s: there is nothing to project. Choose a smaller student, or begin from scratch.</source>
        <translation>教师的词嵌入比这个学生的还窄，无从投影。请选择更小的学生，或从零开始。</translation>
    </message>
    <message>
        <source>Choose the ONNX file of the teacher.</source>
        <translation>请选择教师的 ONNX 文件。</translation>
    </message>
    <message>
        <source>Choose the TorchScript file of the teacher.</source>
        <translation>请选择教师的 TorchScript 文件。</translation>
    </message>
    <message>
        <source>Give the address of the server.</source>
        <translation>请填写服务器的地址。</translation>
    </message>
    <message>
        <source>Give the model&apos;s name as the server knows it.</source>
        <translation>请填写服务器所用的模型名称。</translation>
    </message>
    <message>
        <source>Give the name of the environment variable that holds the key, not the key itself.</source>
        <translation>请填写存放密钥的环境变量的名称，而不是密钥本身。</translation>
    </message>
    <message>
        <source>This teacher only gives answers: the student can take neither words nor layers of it.</source>
        <translation>这位教师只给出回答：学生既不能取用它的词，也不能取用它的层。</translation>
    </message>
    <message>
        <source>A model on a server brings no tokenizer: choose a folder that holds one.</source>
        <translation>服务器上的模型不带分词器：请选择一个含有分词器的文件夹。</translation>
    </message>
    <message>
        <source>No loss listens to the teacher: the student learns from the labels alone.</source>
        <translation>没有任何损失在听教师的：学生只从标签学习。</translation>
    </message>
    <message>
        <source>Choose the folder of further teacher %1, or remove it.</source>
        <translation>请选择其他教师 %1 的文件夹，或将其移除。</translation>
    </message>
    <message>
        <source>“%1” holds neither a run nor a model.</source>
        <translation>“%1”中既没有运行也没有模型。</translation>
    </message>
    <message>
        <source>An assistant helps where it is smaller than who teaches it, and larger than who learns from it.</source>
        <translation>助教应比教它的网络小、比向它学习的网络大，这样才有帮助。</translation>
    </message>
</context>
<context>
    <name>distillab::ui::ExplorerData</name>
    <message>
        <source>The data has changed since this run, so its pictures cannot be shown.</source>
        <translation>这次运行之后数据变了，所以无法显示它的图片。</translation>
    </message>
    <message>
        <source>The pictures cannot be shown: %1</source>
        <translation>无法显示图片：%1</translation>
    </message>
    <message>
        <source>The tokens cannot be shown: %1</source>
        <translation>无法显示词元：%1</translation>
    </message>
</context>
<context>
    <name>distillab::ui::ExplorerItems</name>
    <message>
        <source>both right</source>
        <translation>都答对</translation>
    </message>
    <message>
        <source>both say %1</source>
        <comment>teacher and student</comment>
        <translation>都说 %1</translation>
    </message>
    <message>
        <source>student right</source>
        <translation>学生答对</translation>
    </message>
    <message>
        <source>student says %1</source>
        <translation>学生说 %1</translation>
    </message>
    <message>
        <source>teacher says %1</source>
        <translation>教师说 %1</translation>
    </message>
    <message>
        <source>teacher says %1, student %2</source>
        <translation>教师说 %1，学生说 %2</translation>
    </message>
    <message>
        <source>Item %1, %2, label %3, %4</source>
        <translation>第 %1 项，%2，标签 %3，%4</translation>
    </message>
    <message>
        <source>a picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Item %1 of the test split</source>
        <translation>测试集第 %1 项</translation>
    </message>
</context>
<context>
    <name>distillab::ui::ExplorerView</name>
    <message>
        <source>&amp;Ask both for the test items</source>
        <translation>让两者回答测试项(&amp;A)</translation>
    </message>
    <message>
        <source>Which test items are listed</source>
        <translation>列出哪些测试项</translation>
    </message>
    <message>
        <source>The teacher gives its answer less than %1 % at temperature 1; the least sure come first.</source>
        <translation>温度为 1 时，教师给自己答案的概率不到 %1 %；最没把握的排在最前。</translation>
    </message>
    <message>
        <source>Search the test items</source>
        <translation>搜索测试项</translation>
    </message>
    <message>
        <source>Search: words, class or number</source>
        <translation>搜索：词语、类别或编号</translation>
    </message>
    <message>
        <source>Test items</source>
        <translation>测试项</translation>
    </message>
    <message>
        <source>Temperature, as a slider</source>
        <translation>温度滑块</translation>
    </message>
    <message>
        <source>Temp&amp;erature:</source>
        <translation>温度(&amp;E)：</translation>
    </message>
    <message>
        <source>How much doubt an answer holds: H = −Σ p ln p, in nats. 0 is no doubt at all; with n classes it is at most ln n.</source>
        <translation>回答中含有多少犹豫：H = −Σ p ln p，单位为奈特。0 表示毫不犹豫；有 n 个类别时最多为 ln n。</translation>
    </message>
    <message>
        <source>Teacher</source>
        <translation>教师</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>学生</translation>
    </message>
    <message>
        <source>How far the student is from the teacher: KL = Σ p ln(p / q) in nats, p the teacher&apos;s and q the student&apos;s probabilities at temperature T. The loss of soft targets is T² · KL: the factor keeps its pull on the student alike at every temperature.</source>
        <translation>学生离教师有多远：KL = Σ p ln(p / q)，单位为奈特，p 和 q 分别是温度 T 下教师和学生的概率。软目标的损失是 T² · KL：这个系数使它在任何温度下对学生的牵引都差不多。</translation>
    </message>
    <message>
        <source>Loss of this item</source>
        <translation>这一项的损失</translation>
    </message>
    <message>
        <source>This run&apos;&amp;s: %1</source>
        <comment>a temperature</comment>
        <translation>本次运行：%1(&amp;S)</translation>
    </message>
    <message>
        <source>Sets the temperature with which this run taught.</source>
        <translation>设为这次运行教学时的温度。</translation>
    </message>
    <message>
        <source>Reading what teacher and student said…</source>
        <translation>正在读取教师和学生的回答…</translation>
    </message>
    <message>
        <source>This run was made before what teacher and student said to every test item was kept. Ask them again: it takes about as long as judging them did.</source>
        <translation>这次运行时，程序还不会保存教师和学生对每个测试项的回答。可以让它们再答一次：所需时间与当时的评估差不多。</translation>
    </message>
    <message>
        <source>Teacher and student are asked…</source>
        <translation>正在让教师和学生回答…</translation>
    </message>
    <message>
        <source>The engine is at work; ask again when that is done.</source>
        <translation>引擎正在工作；等它完成后再问。</translation>
    </message>
    <message>
        <source>All test items (%L1)</source>
        <translation>全部测试项（%L1）</translation>
    </message>
    <message>
        <source>The student is wrong (%L1)</source>
        <translation>学生答错（%L1）</translation>
    </message>
    <message>
        <source>They disagree (%L1)</source>
        <translation>两者不一致（%L1）</translation>
    </message>
    <message>
        <source>The teacher is unsure (%L1)</source>
        <translation>教师没把握（%L1）</translation>
    </message>
    <message>
        <source>No test item is like that.</source>
        <translation>没有这样的测试项。</translation>
    </message>
    <message>
        <source>%L1 of %L2 test items</source>
        <translation>%L2 个测试项中的 %L1 个</translation>
    </message>
    <message>
        <source>Picture %L1 of the test split</source>
        <translation>测试集第 %L1 张图片</translation>
    </message>
    <message>
        <source>“%1”</source>
        <comment>a text</comment>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>“%1” and “%2”</source>
        <comment>two texts</comment>
        <translation>“%1”和“%2”</translation>
    </message>
    <message>
        <source>Item %L1 has no label</source>
        <translation>第 %L1 项没有标签</translation>
    </message>
    <message>
        <source>Its label: %1</source>
        <translation>它的标签：%1</translation>
    </message>
    <message>
        <source>The student says %1.</source>
        <translation>学生说 %1。</translation>
    </message>
    <message>
        <source>The teacher says %1, the student %2.</source>
        <translation>教师说 %1，学生说 %2。</translation>
    </message>
    <message>
        <source>Doubt: %1 of at most %2 nats (entropy)</source>
        <translation>犹豫（熵）：%1 奈特，最多 %2</translation>
    </message>
    <message>
        <source>%1 nats between teacher and student (KL); times T² the loss is %2.</source>
        <translation>教师与学生相距 %1 奈特（KL）；乘以 T²，损失是 %2。</translation>
    </message>
</context>
<context>
    <name>distillab::ui::ExportPanel</name>
    <message>
        <source>Show &amp;folder</source>
        <translation>显示文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Export to ONNX</source>
        <translation>导出为 ONNX(&amp;E)</translation>
    </message>
    <message>
        <source>Writes the student as an ONNX file into your documents and checks it.</source>
        <translation>把学生写成 ONNX 文件存入您的文档文件夹，并进行检查。</translation>
    </message>
    <message>
        <source>Export to another folder…</source>
        <translation>导出到其他文件夹…</translation>
    </message>
    <message>
        <source>Export to ONNX</source>
        <translation>导出为 ONNX</translation>
    </message>
    <message>
        <source>Exporting and checking</source>
        <translation>正在导出并检查</translation>
    </message>
    <message>
        <source>Exporting and checking…</source>
        <translation>正在导出并检查…</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>导出到</translation>
    </message>
    <message>
        <source>Exported and verified</source>
        <translation>已导出并验证</translation>
    </message>
    <message>
        <source>Where: %1</source>
        <translation>位置：%1</translation>
    </message>
    <message>
        <source>The export has failed</source>
        <translation>导出失败</translation>
    </message>
    <message>
        <source>README.md beside it says how to use it, with short programs to begin with.</source>
        <translation>旁边的 README.md 说明如何使用它，并附有可供起步的短程序。</translation>
    </message>
</context>
<context>
    <name>distillab::ui::Fields</name>
    <message>
        <source>AdamW</source>
        <translation>AdamW</translation>
    </message>
    <message>
        <source>SGD</source>
        <translation>SGD</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>线性</translation>
    </message>
</context>
<context>
    <name>distillab::ui::FurtherTeachersCard</name>
    <message>
        <source>Further teachers</source>
        <translation>其他教师</translation>
    </message>
    <message>
        <source>Add a teacher</source>
        <translation>添加教师</translation>
    </message>
    <message>
        <source>Several teachers err less than one: the student learns from the average of their answers. They must know the same classes, and answer as they are.</source>
        <translation>多位教师比一位更少出错：学生学习它们回答的平均值。它们必须认识相同的类别，并且不再训练就能回答。</translation>
    </message>
    <message>
        <source>Folder of further teacher %1</source>
        <translation>其他教师 %1 的文件夹</translation>
    </message>
    <message>
        <source>Folder of a run or a model</source>
        <translation>运行或模型的文件夹</translation>
    </message>
    <message>
        <source>Weight of further teacher %1</source>
        <translation>其他教师 %1 的权重</translation>
    </message>
    <message>
        <source>How much it counts beside the first teacher&apos;s 1.</source>
        <translation>相对第一位教师的 1，它占多少分量。</translation>
    </message>
    <message>
        <source>counts × </source>
        <comment>before the weight of a teacher</comment>
        <translation>权重 × </translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove further teacher %1</source>
        <translation>移除其他教师 %1</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
</context>
<context>
    <name>distillab::ui::GoalCard</name>
    <message>
        <source>Where it is to run</source>
        <translation>将在哪里运行</translation>
    </message>
    <message>
        <source>The goal is %1. Whether the student fits is known once its files are measured.</source>
        <translation>目标是%1。学生是否适合，要等测量文件之后才知道。</translation>
    </message>
</context>
<context>
    <name>distillab::ui::GoalFields</name>
    <message>
        <source>Limits of my &amp;device</source>
        <translation>我的设备的限制(&amp;D)</translation>
    </message>
    <message>
        <source>Not decided yet</source>
        <translation>尚未决定</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>手机</translation>
    </message>
    <message>
        <source>Small board</source>
        <translation>小型开发板</translation>
    </message>
    <message>
        <source>Kiosk on an old PC</source>
        <translation>旧电脑上的自助终端</translation>
    </message>
    <message>
        <source>Browser</source>
        <translation>浏览器</translation>
    </message>
    <message>
        <source>Where &amp;it is to run:</source>
        <translation>将在哪里运行(&amp;I)：</translation>
    </message>
    <message>
        <source>Most of the &amp;file:</source>
        <translation>文件上限(&amp;F)：</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>Most time for &amp;one item:</source>
        <translation>每个样本用时上限(&amp;O)：</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> 毫秒</translation>
    </message>
    <message>
        <source>Most &amp;memory:</source>
        <translation>内存上限(&amp;M)：</translation>
    </message>
    <message>
        <source>&amp;Slower than this machine:</source>
        <translation>比本机慢(&amp;S)：</translation>
    </message>
    <message>
        <source> times</source>
        <translation> 倍</translation>
    </message>
    <message>
        <source>as assumed</source>
        <translation>按假定值</translation>
    </message>
    <message>
        <source>Speed and memory are measured at the end of the run and held against this.</source>
        <translation>速度和内存在运行结束时测量，并与此对照。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Small enough: %1.</source>
        <translation>足够小：%1。</translation>
    </message>
    <message>
        <source>In int8 alone: %1.</source>
        <translation>仅 int8 足够小：%1。</translation>
    </message>
    <message>
        <source>None of the models is small enough, not even in int8.</source>
        <translation>没有足够小的模型，int8 也不行。</translation>
    </message>
    <message>
        <source>Each model is written with random weights and timed by a process of its own: what it takes to run does not depend on what it has learnt. Takes about half a minute.</source>
        <translation>每个模型以随机权重写出，各由单独的进程计时：运行所需与学到了什么无关。约需半分钟。</translation>
    </message>
    <message>
        <source>Measuring… %1 %</source>
        <translation>正在测量…… %1 %</translation>
    </message>
    <message>
        <source>Stop meas&amp;uring</source>
        <translation>停止测量(&amp;U)</translation>
    </message>
    <message>
        <source>Meas&amp;ure their speed</source>
        <translation>测量它们的速度(&amp;U)</translation>
    </message>
    <message numerus="yes">
        <source>Measured here, with texts of %n token(s), for the device:</source>
        <translation>
            <numerusform>在本机以 %n 个词元的文本测得并换算到设备：</numerusform>
        </translation>
    </message>
    <message>
        <source>Measured here, for the device:</source>
        <translation>在本机测得并换算到设备：</translation>
    </message>
</context>
<context>
    <name>distillab::ui::HandOutDialog</name>
    <message>
        <source>&amp;Save…</source>
        <translation>保存(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>Hand out this run</source>
        <translation>分发这次运行</translation>
    </message>
    <message>
        <source>The &amp;teacher goes along (%1 more)</source>
        <translation>带上教师(&amp;T)（增加 %1）</translation>
    </message>
    <message>
        <source>Without it, the curves, the results and the student can be looked at; only the student can be tried out.</source>
        <translation>不带教师也能查看曲线、结果和学生；只是只有学生可以试用。</translation>
    </message>
    <message>
        <source>One file for others</source>
        <translation>给他人的一个文件</translation>
    </message>
    <message>
        <source>The curves, the results, the settings and the student go into one .distillab file (about %1). Whoever opens it in DistilLab sees this run as you see it. Your data, checkpoints, keys and folder names stay here; of texts, the test sentences go along with their answers.</source>
        <translation>曲线、结果、设置和学生会放进一个 .distillab 文件（约 %1）。别人在蒸馏工坊中打开它，看到的运行与您看到的一样。您的数据、检查点、密钥和文件夹名称都留在这里；文本任务的测试句子会连同回答一起带上。</translation>
    </message>
    <message>
        <source>Save the hand-out</source>
        <translation>保存分发文件</translation>
    </message>
    <message>
        <source>Hand-outs of DistilLab (*.distillab)</source>
        <translation>蒸馏工坊分发文件 (*.distillab)</translation>
    </message>
    <message>
        <source>Packing…</source>
        <translation>正在打包…</translation>
    </message>
    <message>
        <source>Saved: %1 (%2)</source>
        <translation>已保存：%1（%2）</translation>
    </message>
</context>
<context>
    <name>distillab::ui::HeatMapCells</name>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>not begun</source>
        <translation>尚未开始</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a setting: what came out</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>best so far</source>
        <translation>目前最佳</translation>
    </message>
    <message numerus="yes">
        <source>%n seed(s)</source>
        <translation>
            <numerusform>%n 个种子</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 seeds</source>
        <translation>%1/%2 个种子</translation>
    </message>
</context>
<context>
    <name>distillab::ui::HeatMapView</name>
    <message>
        <source>Heat map of the settings</source>
        <translation>各设置的热力图</translation>
    </message>
    <message>
        <source>★ best so far</source>
        <translation>★ 目前最佳</translation>
    </message>
</context>
<context>
    <name>distillab::ui::Help</name>
    <message>
        <source>en</source>
        <comment>folder of the help pages in this language</comment>
        <translation>zh_CN</translation>
    </message>
</context>
<context>
    <name>distillab::ui::HelpWindow</name>
    <message>
        <source>Help – DistilLab</source>
        <translation>帮助 – DistilLab</translation>
    </message>
    <message>
        <source>Search the help</source>
        <translation>搜索帮助</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>The page</source>
        <translation>正文</translation>
    </message>
</context>
<context>
    <name>distillab::ui::HubModels</name>
    <message>
        <source>%1: %2</source>
        <comment>id and description of a model</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 MiB</source>
        <translation>%1 MiB</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
</context>
<context>
    <name>distillab::ui::HubPicker</name>
    <message>
        <source>Name, language or licence</source>
        <translation>名称、语言或许可证</translation>
    </message>
    <message>
        <source>Se&amp;arch:</source>
        <translation>搜索(&amp;A)：</translation>
    </message>
    <message>
        <source>&amp;Its name on the hub:</source>
        <translation>在模型中心的名称(&amp;I)：</translation>
    </message>
    <message>
        <source>It is downloaded when the run begins, unless this machine has it already. The address of a mirror goes into the environment variable HF_ENDPOINT.</source>
        <translation>运行开始时下载，除非这台电脑上已有。镜像地址可写入环境变量 HF_ENDPOINT。</translation>
    </message>
    <message>
        <source>Models of the hub</source>
        <translation>模型中心的模型</translation>
    </message>
    <message>
        <source>No model of the list fits.</source>
        <translation>列表中没有符合的模型。</translation>
    </message>
</context>
<context>
    <name>distillab::ui::InterruptedCard</name>
    <message>
        <source>&amp;Resume</source>
        <translation>继续(&amp;R)</translation>
    </message>
    <message>
        <source>N&amp;ot now</source>
        <translation>暂不(&amp;O)</translation>
    </message>
    <message>
        <source>The run stays in the list below.</source>
        <translation>该运行仍保留在下面的列表中。</translation>
    </message>
    <message>
        <source>The run “%1” of %2 was interrupted. It goes on where it was.</source>
        <translation>%2 的运行“%1”中断了。它可以从中断处继续。</translation>
    </message>
</context>
<context>
    <name>distillab::ui::LengthChart</name>
    <message>
        <source>Length in characters</source>
        <translation>长度（字符）</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Lengths of the texts</source>
        <translation>文本的长度</translation>
    </message>
    <message>
        <source>Most texts have about %1 characters.</source>
        <translation>多数文本约有 %1 个字符。</translation>
    </message>
</context>
<context>
    <name>distillab::ui::LessonPanel</name>
    <message>
        <source>Lesson</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Close the lesson; it opens again at this step</source>
        <translation>关闭课程；再次打开时会回到这一步</translation>
    </message>
    <message>
        <source>Close the lesson</source>
        <translation>关闭课程</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Text of the lesson</source>
        <translation>课程正文</translation>
    </message>
    <message>
        <source>A run is under way. This can be started when it is done.</source>
        <translation>有一次运行正在进行。等它完成后才能启动。</translation>
    </message>
    <message>
        <source>This link leads nowhere.</source>
        <translation>这个链接没有去处。</translation>
    </message>
    <message>
        <source>Open this page?</source>
        <translation>打开这个网页吗？</translation>
    </message>
    <message>
        <source>The lesson leads to a page on the web: %1</source>
        <translation>课程指向一个网页：%1</translation>
    </message>
    <message>
        <source>&amp;Open in the browser</source>
        <translation>在浏览器中打开(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Stay here</source>
        <translation>留在这里(&amp;S)</translation>
    </message>
</context>
<context>
    <name>distillab::ui::LessonsPage</name>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Each lesson stands beside the window while you try out what it tells: it starts a ready experiment of under two minutes, asks, and answers when you want it to.</source>
        <translation>每一课都显示在窗口旁边，让您边读边试：它会启动一个不到两分钟的现成实验，提出问题，并在您需要时给出答案。</translation>
    </message>
    <message>
        <source>Open lesson…</source>
        <translation>打开课程…</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>显示文件夹</translation>
    </message>
    <message>
        <source>Your own lessons</source>
        <translation>您自己的课程</translation>
    </message>
    <message>
        <source>A lesson is a text file (Markdown). Those in the lessons folder are listed here.</source>
        <translation>课程是一个文本文件（Markdown）。课程文件夹中的会列在这里。</translation>
    </message>
    <message>
        <source>en</source>
        <comment>folder of this language&apos;s lessons</comment>
        <translation>zh_CN</translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation>
            <numerusform>约 %n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · done</source>
        <translation>%1 · 已完成</translation>
    </message>
    <message>
        <source>%1 · at step %2 of %3</source>
        <translation>%1 · 在第 %2 步，共 %3 步</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>再来一次</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>button and the lesson it is for</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>distillab::ui::LivePlot</name>
    <message>
        <source>Zoom, smooth, hide curves, save</source>
        <translation>缩放、平滑、隐藏曲线、保存</translation>
    </message>
    <message>
        <source>Menu of the plot</source>
        <translation>图表菜单</translation>
    </message>
    <message>
        <source>Click to hide this curve or to show it again</source>
        <translation>单击可隐藏或重新显示这条曲线</translation>
    </message>
</context>
<context>
    <name>distillab::ui::LogPanel</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Show or hide what the engine reports.</source>
        <translation>显示或隐藏引擎报告的内容。</translation>
    </message>
    <message>
        <source>Copy the log</source>
        <translation>复制日志</translation>
    </message>
</context>
<context>
    <name>distillab::ui::LossOverTemperature</name>
    <message>
        <source>Temperature T</source>
        <translation>温度 T</translation>
    </message>
    <message>
        <source>T² · KL in nats</source>
        <translation>T² · KL（奈特）</translation>
    </message>
    <message>
        <source>Loss of this item over the temperature</source>
        <translation>这一项的损失随温度的变化</translation>
    </message>
    <message>
        <source>Loss of this item: T² · Σ p ln(p / q), p the teacher&apos;s and q the student&apos;s probabilities at temperature T. Click or drag to choose a temperature.</source>
        <translation>这一项的损失：T² · Σ p ln(p / q)，p 和 q 分别是温度 T 下教师和学生的概率。点击或拖动可选择温度。</translation>
    </message>
    <message>
        <source>this run: %1</source>
        <comment>its temperature</comment>
        <translation>本次运行：%1</translation>
    </message>
    <message>
        <source>%1 nats at temperature %2</source>
        <translation>温度 %2 时为 %1 奈特</translation>
    </message>
</context>
<context>
    <name>distillab::ui::LossRow</name>
    <message>
        <source>Weight of %1</source>
        <translation>%1 的权重</translation>
    </message>
    <message>
        <source>Share of the run at which %1 begins</source>
        <translation>%1 开始时的运行进度</translation>
    </message>
    <message>
        <source>Share of the run at which %1 ends</source>
        <translation>%1 结束时的运行进度</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>from</source>
        <comment>the share of the run at which a loss begins</comment>
        <translation>从</translation>
    </message>
    <message>
        <source>to</source>
        <comment>the share of the run at which a loss ends</comment>
        <translation>到</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>标签平滑</translation>
    </message>
    <message>
        <source>Right class</source>
        <translation>正确类别</translation>
    </message>
    <message>
        <source>Weight of the right class, alpha</source>
        <translation>正确类别的权重 alpha</translation>
    </message>
    <message>
        <source>Other classes</source>
        <translation>其他类别</translation>
    </message>
    <message>
        <source>Weight of the other classes, beta</source>
        <translation>其他类别的权重 beta</translation>
    </message>
    <message>
        <source>How hidden states are compared</source>
        <translation>隐藏状态的比较方式</translation>
    </message>
    <message>
        <source>squared difference</source>
        <translation>平方差</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>Layers that are compared</source>
        <translation>比较哪些层</translation>
    </message>
    <message>
        <source>layers evenly spread</source>
        <translation>均匀分布的层</translation>
    </message>
    <message>
        <source>the middle layers</source>
        <translation>中间的层</translation>
    </message>
    <message>
        <source>the last layers</source>
        <translation>最后的层</translation>
    </message>
    <message>
        <source>chosen layers</source>
        <translation>指定的层</translation>
    </message>
    <message>
        <source>Pairs of layers, the student&apos;s and the teacher&apos;s</source>
        <translation>成对的层：学生的和教师的</translation>
    </message>
    <message>
        <source>Pairs of the student&apos;s and the teacher&apos;s layers, the first being 0.</source>
        <translation>学生的层与教师的层成对列出，第一层为 0。</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
</context>
<context>
    <name>distillab::ui::MainWindow</name>
    <message>
        <source>DistilLab</source>
        <translation>蒸馏工坊 DistilLab</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;New distillation</source>
        <translation>新建蒸馏(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Open run folder…</source>
        <translation>打开运行文件夹(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Start page</source>
        <translation>起始页(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Folder for new runs…</source>
        <translation>新运行的存放文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;About DistilLab</source>
        <translation>关于蒸馏工坊 DistilLab(&amp;A)</translation>
    </message>
    <message>
        <source>“%1” is not the folder of a run: it has no experiment.yaml.</source>
        <translation>“%1”不是运行文件夹：其中没有 experiment.yaml。</translation>
    </message>
    <message>
        <source>Another run is under way: stop it, or wait until it is done.</source>
        <translation>另一次运行正在进行：请停止它，或等它完成。</translation>
    </message>
    <message>
        <source>Resume this run?</source>
        <translation>继续这次运行吗？</translation>
    </message>
    <message>
        <source>This run was stopped before the end. It can go on from its last checkpoint.</source>
        <translation>这次运行在结束前被停止。可以从最近的检查点继续。</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>继续(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>Open run folder</source>
        <translation>打开运行文件夹</translation>
    </message>
    <message>
        <source>Folder for new runs</source>
        <translation>新运行的存放文件夹</translation>
    </message>
    <message>
        <source>About DistilLab</source>
        <translation>关于蒸馏工坊 DistilLab</translation>
    </message>
    <message>
        <source>Writing the checkpoint…</source>
        <translation>正在写入检查点…</translation>
    </message>
    <message>
        <source>Quit DistilLab?</source>
        <translation>退出蒸馏工坊 DistilLab 吗？</translation>
    </message>
    <message>
        <source>A run is under way. Its work is kept in a checkpoint; you can resume it from the start page.</source>
        <translation>有一次运行正在进行。它的成果会保存在检查点中；您可以从起始页继续。</translation>
    </message>
    <message>
        <source>&amp;Keep a checkpoint and quit</source>
        <translation>保存检查点并退出(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Stay</source>
        <translation>留下(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Samples, and what was done last</source>
        <translation>示例，以及最近的运行</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>A new distillation, step by step</source>
        <translation>一步一步新建一次蒸馏</translation>
    </message>
    <message>
        <source>This run</source>
        <translation>本次运行</translation>
    </message>
    <message>
        <source>The run that is under way or was opened last</source>
        <translation>正在进行的或最近打开的运行</translation>
    </message>
    <message>
        <source>Open &amp;hand-out or experiment…</source>
        <translation>打开分发文件或实验(&amp;H)…</translation>
    </message>
    <message>
        <source>Open &amp;lesson…</source>
        <translation>打开课程(&amp;L)…</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Guided lessons with ready experiments</source>
        <translation>带现成实验的引导课程</translation>
    </message>
    <message>
        <source>There is no run to look at yet. Start the experiment first.</source>
        <translation>还没有可以查看的运行。请先启动实验。</translation>
    </message>
    <message>
        <source>Unpacking…</source>
        <translation>正在解包…</translation>
    </message>
    <message>
        <source>Open hand-out or experiment</source>
        <translation>打开分发文件或实验</translation>
    </message>
    <message>
        <source>Hand-outs and experiments (*.distillab *.yaml *.yml)</source>
        <translation>分发文件和实验 (*.distillab *.yaml *.yml)</translation>
    </message>
    <message>
        <source>Open lesson</source>
        <translation>打开课程</translation>
    </message>
    <message>
        <source>Lessons (*.md)</source>
        <translation>课程 (*.md)</translation>
    </message>
    <message>
        <source>New s&amp;weep…</source>
        <translation>新建扫描(&amp;W)…</translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation>扫描</translation>
    </message>
    <message>
        <source>Several settings compared in one go</source>
        <translation>一次比较多种设置</translation>
    </message>
    <message>
        <source>The settings of the wizard</source>
        <translation>向导中的设置</translation>
    </message>
    <message>
        <source>Run: %1</source>
        <translation>运行：%1</translation>
    </message>
    <message>
        <source>Last settings: %1</source>
        <translation>上次的设置：%1</translation>
    </message>
    <message>
        <source>&amp;Help for this page</source>
        <translation>本页帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Glossary</source>
        <translation>术语表(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>按键(&amp;K)</translation>
    </message>
    <message>
        <source>&lt;b&gt;DistilLab %1&lt;/b&gt;&lt;p&gt;A workbench for knowledge distillation: a large network teaches a small one.&lt;/p&gt;&lt;p&gt;It sends nothing about you or your data anywhere: no telemetry. The network is used only for what you ask for, such as fetching a model.&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later.&lt;/p&gt;</source>
        <translation>&lt;b&gt;DistilLab %1&lt;/b&gt;&lt;p&gt;知识蒸馏工作台：大网络教小网络。&lt;/p&gt;&lt;p&gt;它不会把关于您或您的数据的任何信息发送到任何地方：没有遥测。只有您要求时才使用网络，例如下载模型。&lt;/p&gt;&lt;p&gt;自由软件，遵循 GNU 通用公共许可证第 3 版或更高版本。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Try out</source>
        <translation>试一试</translation>
    </message>
    <message>
        <source>Ask teacher and student yourself</source>
        <translation>亲自向教师和学生提问</translation>
    </message>
    <message>
        <source>A file is being written. If you quit now, nothing half done is left behind.</source>
        <translation>正在写入文件。如果现在退出，不会留下写了一半的文件。</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>All runs: sorted, renamed, compared</source>
        <translation>所有运行：排序、改名、比较</translation>
    </message>
</context>
<context>
    <name>distillab::ui::MeasurementCard</name>
    <message>
        <source>What it takes to run</source>
        <translation>运行所需</translation>
    </message>
    <message>
        <source>Speed, size and memory of the ONNX files</source>
        <translation>ONNX 文件的速度、大小与内存</translation>
    </message>
    <message>
        <source>&amp;Stop measuring</source>
        <translation>停止测量(&amp;S)</translation>
    </message>
    <message>
        <source>Opens each file in a program of its own, several times, and times its answers.</source>
        <translation>多次在单独的程序中打开每个文件，并为其回答计时。</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>正在测量</translation>
    </message>
    <message>
        <source>&amp;Measure again</source>
        <translation>重新测量(&amp;M)</translation>
    </message>
    <message>
        <source>Not measured yet. Speed, size and memory of teacher and student as ONNX files are measured one after the other, which takes about half a minute; the computer should have nothing else to do then.</source>
        <translation>尚未测量。教师与学生作为 ONNX 文件的速度、大小和内存将依次测量，约需半分钟；其间电脑最好空闲。</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>测量(&amp;M)</translation>
    </message>
</context>
<context>
    <name>distillab::ui::MemoryNeed</name>
    <message>
        <source>This run will take about %1 of memory, and there is room for %2. %3</source>
        <translation>此次运行约需 %1 内存，而可用的只有 %2。%3</translation>
    </message>
</context>
<context>
    <name>distillab::ui::MonitorPage</name>
    <message>
        <source>This run cannot be shown</source>
        <translation>无法显示这次运行</translation>
    </message>
    <message>
        <source>&amp;Back to start</source>
        <translation>返回起始页(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Training</source>
        <translation>训练(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Results</source>
        <translation>结果(&amp;R)</translation>
    </message>
    <message>
        <source>%1 teaches %2, temperature %3, alpha %4</source>
        <translation>%1 教 %2，温度 %3，alpha %4</translation>
    </message>
    <message>
        <source>Te&amp;mperature</source>
        <translation>温度(&amp;M)</translation>
    </message>
</context>
<context>
    <name>distillab::ui::PdfButton</name>
    <message>
        <source>Save as &amp;PDF…</source>
        <translation>另存为 &amp;PDF…</translation>
    </message>
    <message>
        <source>The report with its plots, the confusion matrix and the student&apos;s surest mistakes, on A4 paper.</source>
        <translation>A4 纸报告，含曲线图、混淆矩阵和学生最有把握的错误。</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>The report is being written…</source>
        <translation>正在写报告…</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>已保存为 %1。</translation>
    </message>
</context>
<context>
    <name>distillab::ui::PhaseStrip</name>
    <message>
        <source>Phases of the run</source>
        <translation>运行的阶段</translation>
    </message>
    <message>
        <source>Phase %1 of %2: %3</source>
        <translation>第 %1 阶段，共 %2 个：%3</translation>
    </message>
</context>
<context>
    <name>distillab::ui::PlaygroundPage</name>
    <message>
        <source>&amp;Ask both</source>
        <translation>同时提问(&amp;A)</translation>
    </message>
    <message>
        <source>Try out</source>
        <translation>试一试</translation>
    </message>
    <message>
        <source>Ask the networks yourself: teacher and student answer side by side, each with how sure it is, how long it took and how large it is.</source>
        <translation>亲自向网络提问：教师和学生并排回答，各自显示有多大把握、用了多长时间、有多大。</translation>
    </message>
    <message>
        <source>Open an e&amp;xport…</source>
        <translation>打开导出的网络(&amp;X)…</translation>
    </message>
    <message>
        <source>A folder with a model.onnx, as “Export” writes it: ONNX Runtime answers.</source>
        <translation>含有 model.onnx 的文件夹，由“导出”写成：由 ONNX Runtime 回答。</translation>
    </message>
    <message>
        <source>No finished run yet. Start one from the start page, or open an exported network.</source>
        <translation>还没有已完成的运行。请从起始页开始一次，或打开一个导出的网络。</translation>
    </message>
    <message>
        <source>&amp;Networks of:</source>
        <translation>网络来自(&amp;N)：</translation>
    </message>
    <message>
        <source>Text for the networks</source>
        <translation>给网络的文本</translation>
    </message>
    <message>
        <source>Type a sentence and press Enter</source>
        <translation>输入一句话，然后按回车键</translation>
    </message>
    <message>
        <source>Second text</source>
        <translation>第二段文本</translation>
    </message>
    <message>
        <source>&amp;Pen</source>
        <translation>画笔(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Eraser</source>
        <translation>橡皮(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>C&amp;lear</source>
        <translation>清空(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Choose a picture…</source>
        <translation>选择图片(&amp;C)…</translation>
    </message>
    <message>
        <source>Or drop one on this page.</source>
        <translation>也可以把图片拖到本页。</translation>
    </message>
    <message>
        <source>The picture as the networks see it</source>
        <translation>网络看到的图片</translation>
    </message>
    <message>
        <source>Examples asked before</source>
        <translation>以前问过的例子</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>Takes the chosen example off the list (Delete).</source>
        <translation>从列表中去掉选中的例子（Delete 键）。</translation>
    </message>
    <message>
        <source>Click one to ask it again.</source>
        <translation>点击一个例子即可再问一次。</translation>
    </message>
    <message>
        <source>Asked before</source>
        <translation>以前问过的</translation>
    </message>
    <message>
        <source>Teacher</source>
        <translation>教师</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>学生</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a run and when it was begun</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Folder of an exported network</source>
        <translation>导出的网络所在文件夹</translation>
    </message>
    <message>
        <source>%1 (exported)</source>
        <comment>a folder</comment>
        <translation>%1（导出）</translation>
    </message>
    <message>
        <source>here is neither a finished run nor an exported network</source>
        <translation>这里既没有已完成的运行，也没有导出的网络</translation>
    </message>
    <message>
        <source>Choose the folder of a finished run, or one that “Export” wrote.</source>
        <translation>请选择已完成的运行的文件夹，或“导出”写成的文件夹。</translation>
    </message>
    <message>
        <source>As the networks see it: %1 × %2 pixels, grey.</source>
        <translation>网络看到的样子：%1 × %2 像素，灰度。</translation>
    </message>
    <message>
        <source>As the networks see it: %1 × %2 pixels, in colour.</source>
        <translation>网络看到的样子：%1 × %2 像素，彩色。</translation>
    </message>
    <message>
        <source>An exported network stands for itself: its teacher is not part of it.</source>
        <translation>导出的网络独立存在：其中不含教师。</translation>
    </message>
    <message>
        <source>The teacher cannot be asked here: it is no longer on this machine, or it is a file or a chat model of others. The student answers alone.</source>
        <translation>这里无法向教师提问：它已不在本机上，或者是别处的模型文件或聊天模型。只有学生回答。</translation>
    </message>
    <message>
        <source>&amp;Ask the student</source>
        <translation>向学生提问(&amp;A)</translation>
    </message>
    <message>
        <source>%L1 weights</source>
        <translation>%L1 个权重</translation>
    </message>
    <message>
        <source>ONNX Runtime</source>
        <translation>ONNX Runtime</translation>
    </message>
    <message>
        <source>The engine is at work; ask again when that is done.</source>
        <translation>引擎正在工作；等它完成后再问。</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>正在提问…</translation>
    </message>
    <message>
        <source>Opening the networks…</source>
        <translation>正在打开网络…</translation>
    </message>
    <message>
        <source>Draw something: every stroke is answered.</source>
        <translation>画点什么：每画一笔都会得到回答。</translation>
    </message>
    <message>
        <source>Picture for the networks</source>
        <translation>给网络的图片</translation>
    </message>
    <message>
        <source>Pictures (%1)</source>
        <translation>图片 (%1)</translation>
    </message>
    <message>
        <source>The example cannot be kept. %1</source>
        <translation>无法保存这个例子。%1</translation>
    </message>
</context>
<context>
    <name>distillab::ui::PlotMenu</name>
    <message>
        <source>Zoom &amp;in</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
    <message>
        <source>Show &amp;everything</source>
        <translation>显示全部(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Logarithmic scale</source>
        <translation>对数刻度(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Curves</source>
        <translation>曲线(&amp;C)</translation>
    </message>
    <message>
        <source>S&amp;moothing</source>
        <translation>平滑(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;None</source>
        <translation>无(&amp;N)</translation>
    </message>
    <message numerus="yes">
        <source>Over about %n point(s)</source>
        <translation>
            <numerusform>约 %n 个点</numerusform>
        </translation>
    </message>
    <message>
        <source>Save as &amp;picture (PNG)…</source>
        <translation>保存为图片 (PNG)(&amp;P)…</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>Save as &amp;drawing (SVG)…</source>
        <translation>保存为矢量图 (SVG)(&amp;D)…</translation>
    </message>
    <message>
        <source>Drawings (*.svg)</source>
        <translation>矢量图 (*.svg)</translation>
    </message>
    <message>
        <source>Save the &amp;values (CSV)…</source>
        <translation>保存数值 (CSV)(&amp;V)…</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>plot</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Save the plot</source>
        <translation>保存图表</translation>
    </message>
    <message>
        <source>The plot was not saved</source>
        <translation>图表未保存</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
</context>
<context>
    <name>distillab::ui::ProblemCard</name>
    <message>
        <source>Where: %1</source>
        <translation>位置：%1</translation>
    </message>
    <message>
        <source>The run then goes on by itself within seconds; “Resume” tries at once.</source>
        <translation>之后运行会在数秒内自行继续；“继续”会立即再试。</translation>
    </message>
</context>
<context>
    <name>distillab::ui::PseudoLabelsCard</name>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>%1 of %2 rows without a label got one: the teacher was sure by at least %3.</source>
        <translation>%2 个无标签的行中有 %1 个得到了标签：教师的把握至少为 %3。</translation>
    </message>
    <message>
        <source>Their labels were only hidden: %1 of the teacher&apos;s are right.</source>
        <translation>它们的标签只是被隐藏：教师给出的标签有 %1 正确。</translation>
    </message>
    <message>
        <source>Labels that the teacher gave</source>
        <translation>教师给出的标签</translation>
    </message>
    <message>
        <source>Sa&amp;ve as…</source>
        <translation>另存为(&amp;V)…</translation>
    </message>
    <message>
        <source>All of them as a CSV file, to correct by hand and to train with.</source>
        <translation>全部保存为 CSV 文件，可手工更正并用于训练。</translation>
    </message>
    <message>
        <source>Words in the text</source>
        <translation>文本中的词</translation>
    </message>
    <message>
        <source>Only this label</source>
        <translation>只看这个标签</translation>
    </message>
    <message>
        <source>Confidence from</source>
        <translation>把握从</translation>
    </message>
    <message>
        <source>to</source>
        <comment>the upper end of a confidence</comment>
        <translation>到</translation>
    </message>
    <message>
        <source>Confidence up to</source>
        <translation>把握上限</translation>
    </message>
    <message>
        <source>Rows with the teacher&apos;s labels</source>
        <translation>带有教师标签的行</translation>
    </message>
    <message>
        <source>all labels</source>
        <translation>所有标签</translation>
    </message>
    <message>
        <source>%1 of %2 rows shown.</source>
        <translation>显示 %2 行中的 %1 行。</translation>
    </message>
    <message>
        <source>Save the labels</source>
        <translation>保存标签</translation>
    </message>
    <message>
        <source>CSV table (*.csv)</source>
        <translation>CSV 表格 (*.csv)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>已保存为 %1。</translation>
    </message>
</context>
<context>
    <name>distillab::ui::PseudoLabelsModel</name>
    <message>
        <source>it has no column “%1”</source>
        <translation>其中没有“%1”列</translation>
    </message>
    <message>
        <source>Make the run anew.</source>
        <translation>请重新运行。</translation>
    </message>
    <message>
        <source>learnt from</source>
        <translation>用于学习</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>略去</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>把握</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>用途</translation>
    </message>
</context>
<context>
    <name>distillab::ui::QuestionCard</name>
    <message>
        <source>Question %1</source>
        <translation>问题 %1</translation>
    </message>
    <message>
        <source>Answer to question %1</source>
        <translation>问题 %1 的答案</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Hide the answer</source>
        <translation>隐藏答案</translation>
    </message>
    <message>
        <source>Reveal the answer</source>
        <translation>显示答案</translation>
    </message>
</context>
<context>
    <name>distillab::ui::Results</name>
    <message>
        <source>constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>%1 epochs, batch size %2, %3, learning rate %4 (%5)</source>
        <translation>%1 轮，批大小 %2，%3，学习率 %4（%5）</translation>
    </message>
    <message>
        <source>%1, width %2</source>
        <translation>%1，宽度 %2</translation>
    </message>
    <message>
        <source>trained before, from %1</source>
        <translation>先前已训练，来自 %1</translation>
    </message>
    <message>
        <source>shifted by up to %1 pixels</source>
        <translation>最多平移 %1 像素</translation>
    </message>
    <message>
        <source>flipped left to right</source>
        <translation>左右翻转</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>Teacher</source>
        <translation>教师</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>学生</translation>
    </message>
    <message>
        <source>Student without teacher</source>
        <translation>无教师的学生</translation>
    </message>
    <message>
        <source>Student against teacher</source>
        <translation>学生与教师对比</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>The kind of network.</source>
        <translation>网络的种类。</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Macro F1</source>
        <translation>宏平均 F1</translation>
    </message>
    <message>
        <source>Precision and recall in one figure, averaged over the classes: each class counts the same.</source>
        <translation>把精确率和召回率合成一个数，再对各类别取平均：每个类别的权重相同。</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Numbers the network has learned.</source>
        <translation>网络学到的数值个数。</translation>
    </message>
    <message>
        <source>%1× fewer</source>
        <translation>仅 1/%1</translation>
    </message>
    <message>
        <source>%1× more</source>
        <translation>为 %1 倍</translation>
    </message>
    <message>
        <source>Size on disk</source>
        <translation>磁盘占用</translation>
    </message>
    <message>
        <source>Bytes of the weights in safetensors format.</source>
        <translation>以 safetensors 格式保存权重的字节数。</translation>
    </message>
    <message>
        <source>%1× smaller</source>
        <translation>仅 1/%1</translation>
    </message>
    <message>
        <source>%1× larger</source>
        <translation>为 %1 倍</translation>
    </message>
    <message>
        <source>%1× faster</source>
        <translation>快至 %1 倍</translation>
    </message>
    <message>
        <source>%1× slower</source>
        <translation>用时 %1 倍</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>一致率</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1，%2：%3</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Precision and recall in one figure: their harmonic mean.</source>
        <translation>把精确率和召回率合成一个数：两者的调和平均。</translation>
    </message>
    <message>
        <source>Measured on %1, on %2.</source>
        <translation>测量对象：%1；机器：%2。</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>数量上限</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>数据增强</translation>
    </message>
    <message>
        <source>Training of the teacher</source>
        <translation>教师的训练</translation>
    </message>
    <message>
        <source>Training of the student</source>
        <translation>学生的训练</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>Alpha</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>%1 of the hub</source>
        <translation>模型中心的 %1</translation>
    </message>
    <message>
        <source>layers of the teacher</source>
        <translation>教师的层</translation>
    </message>
    <message>
        <source>%1, begins with the teacher&apos;s words</source>
        <translation>%1，以教师的词嵌入起步</translation>
    </message>
    <message>
        <source>Share of the test examples that were named correctly.</source>
        <translation>测试样本中答对的比例。</translation>
    </message>
    <message>
        <source>Time per example, engine</source>
        <translation>每个样本用时，引擎</translation>
    </message>
    <message>
        <source>Median time for one example on one thread in the training engine.</source>
        <translation>在训练引擎中用一个线程处理一个样本的中位用时。</translation>
    </message>
    <message>
        <source>Time per example, ONNX</source>
        <translation>每个样本用时，ONNX</translation>
    </message>
    <message>
        <source>Median time for one example on one thread in ONNX Runtime, as an app would run it.</source>
        <translation>在 ONNX Runtime 中用一个线程处理一个样本的中位用时，与应用程序的用法相同。</translation>
    </message>
    <message>
        <source>Share of the test examples to which the student and the teacher give the same answer.</source>
        <translation>学生与教师给出相同答案的测试样本的比例。</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Of the examples given this name, the share that deserved it.</source>
        <translation>被判为此类的样本中确属此类的比例。</translation>
    </message>
    <message>
        <source>Of the examples of this class, the share that was recognised.</source>
        <translation>此类样本中被识别出的比例。</translation>
    </message>
    <message>
        <source>Test examples of this class.</source>
        <translation>此类的测试样本数。</translation>
    </message>
    <message>
        <source>%1 examples</source>
        <translation>%1 个样本</translation>
    </message>
    <message>
        <source>Most tokens of a text</source>
        <translation>文本的最多词元数</translation>
    </message>
    <message>
        <source>Verified by the ONNX checker and by ONNX Runtime on %1 test examples: the same answers as the engine, largest difference %2. %3, %4 per example.</source>
        <translation>已由 ONNX 检查器验证，并由 ONNX Runtime 在 %1 个测试样本上验证：与引擎答案相同，最大差异 %2。%3，每个样本 %4。</translation>
    </message>
    <message>
        <source> The teacher as ONNX: %1, %2 per example.</source>
        <translation>教师的 ONNX：%1，每个样本 %2。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>model and server</comment>
        <translation>%1，位于 %2</translation>
    </message>
    <message>
        <source>Further teachers</source>
        <translation>其他教师</translation>
    </message>
    <message>
        <source>Between teacher and student</source>
        <translation>教师与学生之间</translation>
    </message>
</context>
<context>
    <name>distillab::ui::ResultsView</name>
    <message>
        <source>Teacher and student side by side</source>
        <translation>教师与学生并排比较</translation>
    </message>
    <message>
        <source>Open &amp;report</source>
        <translation>打开报告(&amp;R)</translation>
    </message>
    <message>
        <source>Shows the report as a page in your browser; it can be passed on as one file.</source>
        <translation>在浏览器中以网页显示报告；它是单个文件，可以转发给他人。</translation>
    </message>
    <message>
        <source>&amp;New run with these settings</source>
        <translation>用这些设置新建运行(&amp;N)</translation>
    </message>
    <message>
        <source>Opens the wizard with everything filled in, to change one thing and compare.</source>
        <translation>打开填好全部内容的向导，改动一处再作比较。</translation>
    </message>
    <message>
        <source>Precision and recall of every class</source>
        <translation>每个类别的精确率和召回率</translation>
    </message>
    <message>
        <source>Where it errs</source>
        <translation>错在哪里</translation>
    </message>
    <message>
        <source>Network:</source>
        <translation>网络：</translation>
    </message>
    <message>
        <source>Settings of this run</source>
        <translation>这次运行的设置</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>学生</translation>
    </message>
    <message>
        <source>Teacher</source>
        <translation>教师</translation>
    </message>
    <message>
        <source>Student without teacher</source>
        <translation>无教师的学生</translation>
    </message>
    <message>
        <source>Point at a cell, or choose one with the arrow keys, to read it in words.</source>
        <translation>指向一个格子，或用方向键选择一个，即可看到文字说明。</translation>
    </message>
    <message>
        <source>Accuracy: share of right answers. Macro F1: how well each class is told from the others, averaged over the classes. Agreement: how often the student answers like its teacher.</source>
        <translation>准确率：答对的比例。宏平均 F1：区分每个类别的能力，按类别取平均。一致率：学生与教师回答相同的频率。</translation>
    </message>
    <message>
        <source>&amp;Hand out…</source>
        <translation>分发(&amp;H)…</translation>
    </message>
    <message>
        <source>Packs this run into one file, which others open with a double click.</source>
        <translation>把这次运行打包成一个文件，别人双击即可打开。</translation>
    </message>
    <message>
        <source>&amp;Compare several settings…</source>
        <translation>比较多种设置(&amp;C)…</translation>
    </message>
    <message>
        <source>Trains a student for each of several temperatures and values of alpha, with the same teacher.</source>
        <translation>用同一个教师，为多个温度和 alpha 值各训练一个学生。</translation>
    </message>
    <message>
        <source>Try it &amp;out</source>
        <translation>试一试(&amp;O)</translation>
    </message>
    <message>
        <source>Type a sentence or draw a picture: teacher and student answer side by side.</source>
        <translation>输入一句话或画一幅图：教师和学生并排回答。</translation>
    </message>
</context>
<context>
    <name>distillab::ui::ReviewPage</name>
    <message>
        <source>Review and start</source>
        <translation>检查并开始</translation>
    </message>
    <message>
        <source>This is what will be done. Go back to change anything; while it runs you can pause, and stop and resume later, without losing work.</source>
        <translation>接下来将这样进行。可以返回修改任何内容；运行期间可以暂停，也可以停止后再继续，不会丢失成果。</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Teacher</source>
        <translation>教师</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>学生</translation>
    </message>
    <message>
        <source>Distillation</source>
        <translation>蒸馏</translation>
    </message>
    <message>
        <source>Bro&amp;wse…</source>
        <translation>浏览(&amp;W)…</translation>
    </message>
    <message>
        <source>Na&amp;me:</source>
        <translation>名称(&amp;M)：</translation>
    </message>
    <message>
        <source>Fol&amp;der:</source>
        <translation>文件夹(&amp;D)：</translation>
    </message>
    <message>
        <source>Folder in which the run gets a folder of its own</source>
        <translation>运行将在此文件夹中得到自己的子文件夹</translation>
    </message>
    <message>
        <source>%1 for the teacher</source>
        <translation>教师 %1</translation>
    </message>
    <message>
        <source>%1 for the student</source>
        <translation>学生 %1</translation>
    </message>
    <message>
        <source>%1 for the student without teacher</source>
        <translation>无教师的学生 %1</translation>
    </message>
    <message>
        <source>About %1 training steps: %2.</source>
        <translation>约 %1 个训练步：%2。</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Fashion-MNIST</source>
        <translation>Fashion-MNIST</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message numerus="yes">
        <source>moved by up to %n pixel(s)</source>
        <translation>
            <numerusform>最多移动 %n 像素</numerusform>
        </translation>
    </message>
    <message>
        <source>mirrored</source>
        <translation>左右镜像</translation>
    </message>
    <message>
        <source>Changed at random</source>
        <translation>随机变化</translation>
    </message>
    <message>
        <source>no</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>%1, %2 schedule</source>
        <translation>%1，%2调度</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Taken from</source>
        <translation>取自</translation>
    </message>
    <message>
        <source>Width multiplier</source>
        <translation>宽度倍数</translation>
    </message>
    <message>
        <source>Beside the teacher</source>
        <translation>与教师相比</translation>
    </message>
    <message>
        <source>To compute per picture</source>
        <translation>每张图片的计算量</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>Alpha</translation>
    </message>
    <message>
        <source>Student without teacher</source>
        <translation>无教师的学生</translation>
    </message>
    <message>
        <source>trained, too, for comparison</source>
        <translation>也会训练，用于比较</translation>
    </message>
    <message>
        <source>layers of the teacher, evenly spaced</source>
        <translation>教师的层，等距选取</translation>
    </message>
    <message>
        <source>layers %1 of the teacher</source>
        <translation>教师的第 %1 层</translation>
    </message>
    <message>
        <source>the teacher&apos;s words, projected</source>
        <translation>教师的词嵌入（投影）</translation>
    </message>
    <message>
        <source>random weights</source>
        <translation>随机权重</translation>
    </message>
    <message>
        <source>Movie reviews</source>
        <translation>电影评论</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <comment>text column and label column</comment>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>Most tokens</source>
        <translation>最多词元数</translation>
    </message>
    <message>
        <source>the Hugging Face hub</source>
        <translation>Hugging Face 模型中心</translation>
    </message>
    <message>
        <source>Fine-tuning</source>
        <translation>微调</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>不需要</translation>
    </message>
    <message>
        <source>Begins with</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>To compute per text</source>
        <translation>每段文本的计算量</translation>
    </message>
    <message>
        <source>%1, %2–%3 % of the run</source>
        <translation>%1，运行的 %2–%3 %</translation>
    </message>
    <message>
        <source>more where the teacher is unsure</source>
        <translation>多抽教师没把握的</translation>
    </message>
    <message>
        <source>more where the two disagree</source>
        <translation>多抽两者意见不同的</translation>
    </message>
    <message>
        <source>all alike</source>
        <translation>一视同仁</translation>
    </message>
    <message>
        <source>Labels used</source>
        <translation>使用的标签</translation>
    </message>
    <message>
        <source>Without labels</source>
        <translation>无标签文本</translation>
    </message>
    <message>
        <source>Changed copies</source>
        <translation>改动的副本</translation>
    </message>
    <message>
        <source>Answers with</source>
        <translation>回答方式</translation>
    </message>
    <message>
        <source>int8 layers, if they agree</source>
        <translation>int8 层（若结果一致）</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>Own</source>
        <comment>a recipe of the user&apos;s own</comment>
        <translation>自定义</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Examples drawn</source>
        <translation>抽取例子</translation>
    </message>
    <message>
        <source>%1 for the assistants</source>
        <translation>助教 %1 步</translation>
    </message>
    <message>
        <source>Further teachers</source>
        <translation>其他教师</translation>
    </message>
    <message>
        <source>Assistants</source>
        <translation>助教</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>half precision, half the bytes</source>
        <translation>半精度，大小减半</translation>
    </message>
    <message>
        <source>Compare several se&amp;ttings…</source>
        <translation>比较多种设置(&amp;T)…</translation>
    </message>
    <message>
        <source>Trains a student for each of several temperatures and values of alpha, with one teacher.</source>
        <translation>用一个教师，为多个温度和 alpha 值各训练一个学生。</translation>
    </message>
    <message>
        <source>ONNX files</source>
        <translation>ONNX 文件</translation>
    </message>
    <message>
        <source>ONNX file</source>
        <translation>ONNX 文件</translation>
    </message>
    <message>
        <source>Memory needed</source>
        <translation>所需内存</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>约 %1</translation>
    </message>
</context>
<context>
    <name>distillab::ui::RunColours</name>
    <message>
        <source>Blue</source>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>橙色</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿色</translation>
    </message>
    <message>
        <source>Pink</source>
        <translation>粉色</translation>
    </message>
    <message>
        <source>Purple</source>
        <translation>紫色</translation>
    </message>
    <message>
        <source>Olive</source>
        <translation>橄榄色</translation>
    </message>
    <message>
        <source>Cyan</source>
        <translation>青色</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>红色</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>灰色</translation>
    </message>
</context>
<context>
    <name>distillab::ui::RunCurves</name>
    <message>
        <source>Teacher</source>
        <translation>教师</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>学生</translation>
    </message>
    <message>
        <source>Student without teacher</source>
        <translation>无教师的学生</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>助教</translation>
    </message>
</context>
<context>
    <name>distillab::ui::RunList</name>
    <message>
        <source>&amp;Open</source>
        <translation>打开(&amp;O)</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>回车</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>重命名(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Colour</source>
        <translation>颜色(&amp;C)</translation>
    </message>
    <message>
        <source>Colour of the run&apos;s curves.</source>
        <translation>这次运行的曲线颜色。</translation>
    </message>
    <message>
        <source>&amp;Pin</source>
        <translation>置顶(&amp;P)</translation>
    </message>
    <message>
        <source>Keeps the run at the top of the list.</source>
        <translation>让这次运行留在列表顶部。</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>Moves the selected runs to the bin.</source>
        <translation>把选中的运行移到回收站。</translation>
    </message>
    <message>
        <source>&amp;Bin…</source>
        <translation>回收站(&amp;B)…</translation>
    </message>
    <message>
        <source>What was deleted, to take it back.</source>
        <translation>查看已删除的运行，可以放回。</translation>
    </message>
    <message>
        <source>Words in name, note, model</source>
        <translation>名称、备注、模型中的词</translation>
    </message>
    <message>
        <source>Filter the runs by words</source>
        <translation>按词筛选运行</translation>
    </message>
    <message>
        <source>Which runs are listed</source>
        <translation>列出哪些运行</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Co&amp;mpare</source>
        <translation>比较(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>备注(&amp;N)</translation>
    </message>
    <message>
        <source>No runs yet. Let a network teach another one: what it learned stands here, and the next ones beside it.</source>
        <translation>还没有运行。让一个网络教另一个网络：学到的成果会列在这里，之后的也会排在旁边。</translation>
    </message>
    <message>
        <source>&amp;New distillation</source>
        <translation>新建蒸馏(&amp;N)</translation>
    </message>
    <message>
        <source>No run fits these words and this choice.</source>
        <translation>没有符合这些词和选择的运行。</translation>
    </message>
    <message>
        <source>Show all runs</source>
        <translation>显示所有运行</translation>
    </message>
    <message>
        <source>No colour of its own</source>
        <translation>无固定颜色</translation>
    </message>
    <message>
        <source>All runs</source>
        <translation>所有运行</translation>
    </message>
    <message>
        <source>Ticked</source>
        <translation>已勾选</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>已置顶</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Unfinished</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>Sweep %1</source>
        <translation>扫描 %1</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>继续(&amp;R)</translation>
    </message>
    <message>
        <source>Un&amp;pin</source>
        <translation>取消置顶(&amp;P)</translation>
    </message>
    <message>
        <source>The run under way cannot be deleted. Stop it first.</source>
        <translation>正在进行的运行不能删除。请先停止它。</translation>
    </message>
    <message>
        <source>Deleted “%1”.</source>
        <translation>已删除“%1”。</translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n run(s).</source>
        <translation>
            <numerusform>已删除 %n 次运行。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>distillab::ui::RunListModel</name>
    <message>
        <source>Of the sweep %1</source>
        <translation>属于扫描 %1</translation>
    </message>
    <message>
        <source>Pinned: stays on top</source>
        <translation>已置顶：留在顶部</translation>
    </message>
    <message>
        <source>Click to keep it on top</source>
        <translation>点击可置顶</translation>
    </message>
    <message>
        <source>It can go on from its last checkpoint.</source>
        <translation>可以从最近的检查点继续。</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>已置顶</translation>
    </message>
    <message>
        <source>not pinned</source>
        <translation>未置顶</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Teacher</source>
        <translation>教师</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>学生</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>一致率</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>A tick before the name lays the run&apos;s curves over those of the others.</source>
        <translation>勾选名称前的方框，可把这次运行的曲线与其他运行叠放。</translation>
    </message>
    <message>
        <source>Pinned runs stay on top.</source>
        <translation>置顶的运行留在顶部。</translation>
    </message>
    <message>
        <source>Temperature: larger makes the teacher&apos;s answers softer.</source>
        <translation>温度：越大，教师的回答越柔和。</translation>
    </message>
    <message>
        <source>Alpha: weight of the teacher&apos;s answers; the labels get the rest.</source>
        <translation>Alpha：教师回答的权重；其余归标签。</translation>
    </message>
    <message>
        <source>Share of the test examples that the student names correctly.</source>
        <translation>学生答对的测试样本所占的比例。</translation>
    </message>
    <message>
        <source>Share of the test examples to which the student and the teacher give the same answer.</source>
        <translation>学生与教师给出相同答案的测试样本所占的比例。</translation>
    </message>
    <message>
        <source>Bytes of the student&apos;s weights in safetensors format.</source>
        <translation>学生权重以 safetensors 格式存储的字节数。</translation>
    </message>
    <message>
        <source>All phases of the run together, pauses not counted.</source>
        <translation>这次运行的所有阶段合计，不含暂停。</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>已置顶</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>Alpha</translation>
    </message>
</context>
<context>
    <name>distillab::ui::RunPicker</name>
    <message>
        <source>%1, %2, teacher %3</source>
        <translation>%1，%2，教师 %3</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>No finished run yet. Once there is one, its teacher can teach again without delay.</source>
        <translation>还没有完成的运行。有了之后，它的教师可以马上再次授课。</translation>
    </message>
    <message>
        <source>Bro&amp;wse…</source>
        <translation>浏览(&amp;W)…</translation>
    </message>
    <message>
        <source>Finished &amp;runs:</source>
        <translation>已完成的运行(&amp;R)：</translation>
    </message>
    <message>
        <source>&amp;Path:</source>
        <translation>路径(&amp;P)：</translation>
    </message>
    <message>
        <source>The teacher is a %1.</source>
        <translation>教师是 %1。</translation>
    </message>
    <message>
        <source>Folder of an earlier run</source>
        <translation>以前运行的文件夹</translation>
    </message>
</context>
<context>
    <name>distillab::ui::RunStatus</name>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Teacher</source>
        <translation>教师</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>学生</translation>
    </message>
    <message>
        <source>Without teacher</source>
        <translation>无教师</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>ONNX</source>
        <translation>ONNX</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>The run has ended early</source>
        <translation>运行提前结束</translation>
    </message>
    <message>
        <source>Stopped. A checkpoint is kept: “Resume” goes on from here.</source>
        <translation>已停止。检查点已保存：“继续”将从这里接着进行。</translation>
    </message>
    <message>
        <source>Stopped before there was anything to keep.</source>
        <translation>在有可保存的内容之前就已停止。</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Stopping: writing a checkpoint…</source>
        <translation>正在停止：写入检查点…</translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>正在准备…</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>phase: time left</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>%1, %2 examples a second</source>
        <translation>%1，每秒 %2 个样本</translation>
    </message>
    <message>
        <source>Assistants</source>
        <translation>助教</translation>
    </message>
</context>
<context>
    <name>distillab::ui::SamplingChart</name>
    <message>
        <source>Examples</source>
        <translation>例子</translation>
    </message>
    <message>
        <source>Examples drawn</source>
        <translation>抽取的例子</translation>
    </message>
    <message>
        <source>Which examples are drawn shows after the first epoch.</source>
        <translation>抽取了哪些例子会在第一轮之后显示。</translation>
    </message>
    <message>
        <source>The teacher&apos;s doubt: entropy of its answer</source>
        <translation>教师的犹豫：其回答的熵</translation>
    </message>
    <message>
        <source>How far teacher and student disagree</source>
        <translation>教师与学生的分歧程度</translation>
    </message>
    <message>
        <source>Epoch %1: examples drawn (narrow bars) and all there are (wide bars).</source>
        <translation>第 %1 轮：抽取的例子（窄条）和全部例子（宽条）。</translation>
    </message>
</context>
<context>
    <name>distillab::ui::SettingsMenu</name>
    <message>
        <source>&amp;Settings</source>
        <translation>设置(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>Text si&amp;ze</source>
        <translation>文字大小(&amp;Z)</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>size of the text</comment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Work &amp;offline</source>
        <translation>离线工作(&amp;O)</translation>
    </message>
    <message>
        <source>The environment variable DISTILLAB_OFFLINE says so.</source>
        <translation>由环境变量 DISTILLAB_OFFLINE 规定。</translation>
    </message>
    <message>
        <source>No connection at all: models of the hub come from what was downloaded before, and teachers behind a chat API are not asked.</source>
        <translation>完全不联网：模型库中的模型取自以前下载的内容，也不会询问聊天接口后面的教师。</translation>
    </message>
</context>
<context>
    <name>distillab::ui::SoftTargetChart</name>
    <message>
        <source>%1: %2</source>
        <comment>class name: probability</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Soft targets of the example</source>
        <translation>此样本的软目标</translation>
    </message>
</context>
<context>
    <name>distillab::ui::SoftTargets</name>
    <message>
        <source>The teacher names one class and says almost nothing about the others, like a plain label.</source>
        <translation>教师只说出一个类别，对其他类别几乎只字未提，就像普通标签一样。</translation>
    </message>
    <message>
        <source>Nearly all classes look equally likely: there is little left to tell them apart.</source>
        <translation>几乎所有类别看起来可能性相同：几乎没有什么能把它们区分开。</translation>
    </message>
    <message>
        <source>The teacher seems to waver between about %1 classes: the student sees what resembles what.</source>
        <translation>教师似乎在约 %1 个类别之间犹豫：学生能看出谁与谁相像。</translation>
    </message>
    <message>
        <source>The teacher leans to one class and still gives the other a share: the student sees how sure it is.</source>
        <translation>教师倾向于一个类别，但也给另一个留有余地：学生能看出它有多确定。</translation>
    </message>
</context>
<context>
    <name>distillab::ui::SofteningPage</name>
    <message>
        <source>Temperature and alpha</source>
        <translation>温度与 alpha</translation>
    </message>
    <message>
        <source>A trained teacher is very sure of itself. The temperature makes its answers softer, so that they also show which wrong classes come close. Alpha says how much the student listens to the teacher and how much to the labels.</source>
        <translation>训练好的教师非常自信。温度会使它的回答更柔和，从而也显示出哪些错误类别比较接近。Alpha 决定学生多大程度上听教师的，多大程度上听标签的。</translation>
    </message>
    <message>
        <source>Temperature, as a slider</source>
        <translation>温度滑块</translation>
    </message>
    <message>
        <source>&amp;Temperature:</source>
        <translation>温度(&amp;T)：</translation>
    </message>
    <message>
        <source>1 leaves the answer as it is; 2 to 6 suits most teachers; more makes all classes alike.</source>
        <translation>1 保持回答原样；2 到 6 适合大多数教师；再高则所有类别趋于相同。</translation>
    </message>
    <message>
        <source>Alpha, as a slider</source>
        <translation>Alpha 滑块</translation>
    </message>
    <message>
        <source>&amp;Alpha:</source>
        <translation>Alpha(&amp;A)：</translation>
    </message>
    <message>
        <source>Also train the student &amp;without teacher</source>
        <translation>同时训练一个无教师的学生(&amp;W)</translation>
    </message>
    <message>
        <source>Takes as long again, and shows what the teacher added.</source>
        <translation>需要再花同样长的时间，可以看出教师带来了什么。</translation>
    </message>
    <message>
        <source>&amp;More settings</source>
        <translation>更多设置(&amp;M)</translation>
    </message>
    <message>
        <source>What the student is shown</source>
        <translation>学生看到的内容</translation>
    </message>
    <message>
        <source>Another e&amp;xample</source>
        <translation>换一个例子(&amp;X)</translation>
    </message>
    <message>
        <source>%1 % of the lesson comes from the teacher&apos;s soft targets, %2 % from the labels.</source>
        <translation>课程的 %1 % 来自教师的软目标，%2 % 来自标签。</translation>
    </message>
    <message>
        <source>As soon as the data is read, an example appears here.</source>
        <translation>数据读取完成后，这里会显示一个例子。</translation>
    </message>
    <message>
        <source>Example picture, its label is %1</source>
        <translation>示例图片，其标签为 %1</translation>
    </message>
    <message>
        <source>Its label: %1</source>
        <translation>它的标签：%1</translation>
    </message>
    <message>
        <source>These are the answers of the teacher you chose.</source>
        <translation>这些是您所选教师的回答。</translation>
    </message>
    <message>
        <source>Your teacher is not trained yet. Until then these answers come from a stand-in that compares the picture with the average picture of each class.</source>
        <translation>您的教师还没有训练。在此之前，这些回答来自一个替身，它把图片与每个类别的平均图片相比较。</translation>
    </message>
    <message>
        <source>“%1”</source>
        <comment>an example&apos;s text</comment>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>“%1” and “%2”</source>
        <comment>the two texts of an example</comment>
        <translation>“%1”和“%2”</translation>
    </message>
    <message>
        <source>Your teacher does not know this task yet. Until then these answers come from a stand-in that counts which words occur with which label (naive Bayes).</source>
        <translation>您的教师还不会这项任务。在此之前，这些答案来自一个替身：它统计哪些词与哪个标签一起出现（朴素贝叶斯）。</translation>
    </message>
    <message>
        <source>Own</source>
        <comment>a recipe of the user&apos;s own</comment>
        <translation>自定义</translation>
    </message>
    <message>
        <source>&amp;Recipe:</source>
        <translation>配方(&amp;R)：</translation>
    </message>
    <message>
        <source>The temperature changes over the run</source>
        <translation>温度在运行中变化</translation>
    </message>
    <message>
        <source>Temperature at the end</source>
        <translation>结束时的温度</translation>
    </message>
    <message>
        <source>Alpha changes over the run</source>
        <translation>Alpha 在运行中变化</translation>
    </message>
    <message>
        <source>Alpha at the end</source>
        <translation>结束时的 alpha</translation>
    </message>
    <message>
        <source>What the student comes close to</source>
        <translation>学生向什么靠近</translation>
    </message>
    <message>
        <source>Each of these losses has a weight and a part of the run in which it counts. The mouse over its name shows the formula.</source>
        <translation>每种损失都有权重，以及它起作用的运行区间。鼠标停在名称上可看到公式。</translation>
    </message>
    <message>
        <source>All alike</source>
        <translation>一视同仁</translation>
    </message>
    <message>
        <source>The teacher&apos;s doubts</source>
        <translation>教师没把握的</translation>
    </message>
    <message>
        <source>Disagreements</source>
        <translation>意见不同的</translation>
    </message>
    <message>
        <source>Which examples an epoch draws more often: all alike, those where the teacher is unsure, or those where teacher and student disagree.</source>
        <translation>每一轮更多抽取哪些例子：一视同仁、教师没把握的，或教师与学生意见不同的。</translation>
    </message>
    <message>
        <source>How much more often: 0 draws all alike, 1 by how much they count.</source>
        <translation>多抽多少：0 表示一视同仁，1 表示按其程度。</translation>
    </message>
    <message>
        <source>Examples drawn:</source>
        <translation>抽取例子：</translation>
    </message>
    <message>
        <source>Strength:</source>
        <translation>强度：</translation>
    </message>
    <message>
        <source>Temperature, alpha and losses as they are set below; a recipe sets all of them.</source>
        <translation>温度、alpha 和损失如下方所设；选择配方会一并设置它们。</translation>
    </message>
    <message>
        <source>This is the temperature at the start; at the end it is %1.</source>
        <translation>这是开始时的温度；结束时为 %1。</translation>
    </message>
    <message>
        <source>%1 % of the lesson comes from the teacher&apos;s answers at the start, %2 % at the end; the rest comes from the labels.</source>
        <translation>课程在开始时有 %1 % 来自教师的回答，结束时为 %2 %；其余来自标签。</translation>
    </message>
    <message>
        <source>What goes on inside the teacher counts besides.</source>
        <translation>此外还计入教师内部的情况。</translation>
    </message>
    <message>
        <source>Your teacher is asked when the run begins. Until then these answers come from a simple stand-in.</source>
        <translation>运行开始时才会询问您的教师。在此之前，这些回答来自一个简单的替身。</translation>
    </message>
    <message>
        <source>The temperature T divides the logits z before they become probabilities. Hinton, Vinyals, Dean (2015), eq. 1.</source>
        <translation>在 logits z 变成概率之前，先除以温度 T。Hinton、Vinyals、Dean（2015），式 1。</translation>
    </message>
    <message>
        <source>Alpha weighs the teacher&apos;s softened answers against the labels; T² keeps the two comparable when the temperature changes.</source>
        <translation>Alpha 在教师软化后的答案与标签之间分配权重；T² 使两者在温度改变时仍可比较。</translation>
    </message>
</context>
<context>
    <name>distillab::ui::SourceCard</name>
    <message>
        <source>Where from</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Bro&amp;wse…</source>
        <translation>浏览(&amp;W)…</translation>
    </message>
</context>
<context>
    <name>distillab::ui::StartPage</name>
    <message>
        <source>%1: %2</source>
        <comment>button and the run it is for</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Try a sample</source>
        <translation>试试示例</translation>
    </message>
    <message>
        <source>Recent runs</source>
        <translation>最近的运行</translation>
    </message>
    <message>
        <source>DistilLab</source>
        <translation>蒸馏工坊 DistilLab</translation>
    </message>
    <message>
        <source>Let a large network teach a small one, watch it learn, and take the small one with you.</source>
        <translation>让大网络教小网络，看着它学习，然后把小网络带走。</translation>
    </message>
    <message>
        <source>&amp;New distillation</source>
        <translation>新建蒸馏(&amp;N)</translation>
    </message>
    <message>
        <source>Sho&amp;w it</source>
        <translation>显示它(&amp;W)</translation>
    </message>
    <message>
        <source>A run is under way. Others can be started when it is done.</source>
        <translation>有一次运行正在进行。等它完成后才能开始其他运行。</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Start: %1</source>
        <translation>开始：%1</translation>
    </message>
    <message>
        <source>No runs yet. Start a sample above: a few minutes later its result stands here.</source>
        <translation>还没有运行。从上面开始一个示例：几分钟后，结果就会出现在这里。</translation>
    </message>
    <message>
        <source>stopped before the end</source>
        <translation>在结束前停止</translation>
    </message>
    <message>
        <source>finished; its report cannot be read</source>
        <translation>已完成；无法读取报告</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>date and state of a run</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Its data is missing. %1</source>
        <translation>缺少数据。%1</translation>
    </message>
    <message>
        <source>finished: the student is right for %1 of the test examples</source>
        <translation>已完成：学生答对了 %1 的测试样本</translation>
    </message>
    <message>
        <source>could not go on</source>
        <translation>无法继续</translation>
    </message>
</context>
<context>
    <name>distillab::ui::StudentPage</name>
    <message>
        <source>Student</source>
        <translation>学生</translation>
    </message>
    <message>
        <source>The student is the network that you will use in the end. The smaller it is, the faster it answers and the less memory it needs, but the harder it is for it to keep up with the teacher.</source>
        <translation>学生是您最终要使用的网络。它越小，回答越快，占用的内存越少，但也越难跟上教师。</translation>
    </message>
    <message>
        <source>Makes every layer wider or narrower: 0.5 halves the channels, 2 doubles them.</source>
        <translation>使每一层变宽或变窄：0.5 使通道数减半，2 使通道数加倍。</translation>
    </message>
    <message>
        <source>&amp;Models:</source>
        <translation>模型(&amp;M)：</translation>
    </message>
    <message>
        <source>&amp;Width multiplier:</source>
        <translation>宽度倍数(&amp;W)：</translation>
    </message>
    <message>
        <source>Beside its teacher (%1, %2 parameters) this student with %3 parameters is %4 and has %5 to compute for a picture.</source>
        <translation>与教师（%1，参数量 %2）相比，这个参数量为 %3 的学生：大小%4，每张图片的计算量%5。</translation>
    </message>
    <message>
        <source>Parameters are the numbers that a network learns. Multiply-adds are what it computes for one example: with fewer it answers sooner.</source>
        <translation>参数是网络学到的数。乘加次数是它处理一个样本的计算量：越少回答越快。</translation>
    </message>
    <message>
        <source>Beside its teacher (%1, %2 parameters) this student with %3 parameters is %4 and has %5 to compute for a text.</source>
        <translation>与教师（%1，参数量 %2）相比，这个参数量为 %3 的学生：大小%4，每段文本的计算量%5。</translation>
    </message>
    <message>
        <source>Half-&amp;precision weights</source>
        <translation>半精度权重(&amp;P)</translation>
    </message>
    <message>
        <source>The student&apos;s file takes half the bytes; each weight keeps its first three digits, which rarely changes an answer.</source>
        <translation>学生的文件大小减半；每个权重保留前三位数字，很少会改变回答。</translation>
    </message>
    <message>
        <source>Full precision and int8</source>
        <translation>全精度和 int8</translation>
    </message>
    <message>
        <source>Full precision alone</source>
        <translation>仅全精度</translation>
    </message>
    <message>
        <source>Full and half precision</source>
        <translation>全精度和半精度</translation>
    </message>
    <message>
        <source>Int8 takes about a quarter of the bytes and is often faster on a CPU. Each file is measured on the test data.</source>
        <translation>int8 约占四分之一的字节，在 CPU 上通常更快。每个文件都会在测试数据上测量。</translation>
    </message>
    <message>
        <source> points</source>
        <comment>of accuracy</comment>
        <translation> 个百分点</translation>
    </message>
    <message>
        <source>A smaller file that loses more gets its most sensitive layers back in full precision, or is not kept.</source>
        <translation>若较小的文件损失更多，其最敏感的层会恢复为全精度，否则不予保留。</translation>
    </message>
    <message>
        <source>ONN&amp;X files:</source>
        <translation>ONNX 文件(&amp;X)：</translation>
    </message>
    <message>
        <source>Accurac&amp;y that they may lose:</source>
        <translation>允许损失的准确率(&amp;Y)：</translation>
    </message>
    <message>
        <source>Not stated; for example apache-2.0</source>
        <translation>未说明；例如 apache-2.0</translation>
    </message>
    <message>
        <source>Stands in the model card of every export. Ask what the teacher&apos;s licence and the data&apos;s allow.</source>
        <translation>写入每次导出的模型卡。请先弄清教师和数据的许可是否允许。</translation>
    </message>
    <message>
        <source>Lic&amp;ence:</source>
        <translation>许可(&amp;E)：</translation>
    </message>
</context>
<context>
    <name>distillab::ui::StudentStartCard</name>
    <message>
        <source>What it begins with</source>
        <translation>学生的起点</translation>
    </message>
    <message>
        <source>Nothing: &amp;random weights</source>
        <translation>从零开始：随机权重(&amp;R)</translation>
    </message>
    <message>
        <source>The teacher&apos;s w&amp;ords</source>
        <translation>教师的词嵌入(&amp;O)</translation>
    </message>
    <message>
        <source>Its embeddings, projected to the student&apos;s width by PCA: a good start for small students.</source>
        <translation>用 PCA 把教师的词嵌入投影到学生的宽度：对小学生是很好的起点。</translation>
    </message>
    <message>
        <source>&amp;Layers of the teacher</source>
        <translation>教师的若干层(&amp;L)</translation>
    </message>
    <message>
        <source>evenly spaced</source>
        <translation>等距选取</translation>
    </message>
    <message>
        <source>Layers of the teacher, as 0,2,4</source>
        <translation>教师的层，例如 0,2,4</translation>
    </message>
    <message>
        <source>A model in a fol&amp;der</source>
        <translation>文件夹中的模型(&amp;D)</translation>
    </message>
    <message>
        <source>Folder of the model that the student begins with</source>
        <translation>学生起步所用模型的文件夹</translation>
    </message>
    <message>
        <source>Bro&amp;wse…</source>
        <translation>浏览(&amp;W)…</translation>
    </message>
    <message>
        <source>Numbers from 0 to %1, with commas. The student is as wide as the teacher; without numbers it gets every second layer.</source>
        <translation>从 0 到 %1 的数字，用逗号分隔。学生与教师同宽；不填则每隔一层取一层。</translation>
    </message>
    <message>
        <source>The student is as wide as the teacher; without numbers it gets every second layer.</source>
        <translation>学生与教师同宽；不填则每隔一层取一层。</translation>
    </message>
    <message>
        <source>Folder of the student&apos;s tokenizer</source>
        <translation>学生分词器的文件夹</translation>
    </message>
    <message>
        <source>Folder of its tokenizer</source>
        <translation>分词器的文件夹</translation>
    </message>
</context>
<context>
    <name>distillab::ui::StudentTable</name>
    <message>
        <source>%1× smaller</source>
        <translation>仅 1/%1</translation>
    </message>
    <message>
        <source>%1× larger</source>
        <translation>为 %1 倍</translation>
    </message>
    <message>
        <source>%1× less</source>
        <translation>仅 1/%1</translation>
    </message>
    <message>
        <source>%1× more</source>
        <translation>为 %1 倍</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Multiply-adds
per picture</source>
        <translation>每张图片的
乘加次数</translation>
    </message>
    <message>
        <source>Size beside
the teacher</source>
        <translation>大小
与教师相比</translation>
    </message>
    <message>
        <source>Work beside
the teacher</source>
        <translation>计算量
与教师相比</translation>
    </message>
    <message>
        <source>Multiply-adds
per text</source>
        <translation>每段文本的
乘加次数</translation>
    </message>
</context>
<context>
    <name>distillab::ui::SweepDraft</name>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>Alpha</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>随机种子</translation>
    </message>
    <message numerus="yes">
        <source>%n temperature(s)</source>
        <translation>
            <numerusform>%n 个温度</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) of alpha</source>
        <translation>
            <numerusform>%n 个 alpha 值</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n recipe(s)</source>
        <translation>
            <numerusform>%n 个配方</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n seed(s)</source>
        <translation>
            <numerusform>%n 个种子</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s): %1.</source>
        <translation>
            <numerusform>%n 次运行：%1。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 teaches %2, %n epoch(s), on %3.</source>
        <translation>
            <numerusform>%1 教 %2，%n 轮，数据：%3。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 examples at most.</source>
        <translation>最多 %1 个样本。</translation>
    </message>
    <message>
        <source>How long it takes shows after the first run. The teacher is trained and asked only once.</source>
        <translation>第一次运行结束后才知道需要多久。教师只训练和询问一次。</translation>
    </message>
    <message>
        <source>About %1, as the run “%2” took. The teacher is trained and asked only once.</source>
        <translation>约 %1，根据运行“%2”所用的时间。教师只训练和询问一次。</translation>
    </message>
</context>
<context>
    <name>distillab::ui::SweepPage</name>
    <message>
        <source>The sweep could not go on</source>
        <translation>扫描无法继续</translation>
    </message>
    <message>
        <source>&amp;New sweep…</source>
        <translation>新建扫描(&amp;N)…</translation>
    </message>
    <message>
        <source>Compares other values or other settings.</source>
        <translation>比较其他值或其他设置。</translation>
    </message>
    <message>
        <source>Progress of the sweep</source>
        <translation>扫描的进度</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Holds the run under way after this step.</source>
        <translation>在这一步之后暂停正在进行的运行。</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>继续(&amp;R)</translation>
    </message>
    <message>
        <source>Goes on with the runs that are not finished; failed ones are tried again.</source>
        <translation>继续未完成的运行；失败的会重试。</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>Ends the sweep; the run under way keeps a checkpoint to go on from.</source>
        <translation>结束扫描；正在进行的运行会留下检查点，以便继续。</translation>
    </message>
    <message>
        <source>What the colours show</source>
        <translation>颜色表示什么</translation>
    </message>
    <message>
        <source>Results on the test examples</source>
        <translation>测试样本上的结果</translation>
    </message>
    <message>
        <source>The first result appears when the first run is finished.</source>
        <translation>第一次运行完成后会出现第一个结果。</translation>
    </message>
    <message>
        <source>★ Best so far: %1 with %2.</source>
        <translation>★ 目前最佳：%1，设置为%2。</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Stopping: writing a checkpoint…</source>
        <translation>正在停止：写入检查点…</translation>
    </message>
    <message>
        <source>Run %1 of %2: %3</source>
        <translation>第 %1 次运行，共 %2 次：%3</translation>
    </message>
    <message>
        <source>The sweep has ended early</source>
        <translation>扫描提前结束</translation>
    </message>
    <message>
        <source>Stopped: “Resume” goes on with what is not finished.</source>
        <translation>已停止：“继续”会接着做未完成的运行。</translation>
    </message>
    <message numerus="yes">
        <source>Finished, %n run(s) failed</source>
        <translation>
            <numerusform>已完成，%n 次运行失败</numerusform>
        </translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>%1 of %2 runs finished</source>
        <translation>已完成 %1 次运行，共 %2 次</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>runs finished, time left</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Paused: the run has nowhere to write</source>
        <translation>已暂停：运行无处可写</translation>
    </message>
</context>
<context>
    <name>distillab::ui::SweepSetupPage</name>
    <message>
        <source>Sample: %1</source>
        <translation>示例：%1</translation>
    </message>
    <message>
        <source>Run: %1</source>
        <translation>运行：%1</translation>
    </message>
    <message>
        <source>Compare several settings</source>
        <translation>比较多种设置</translation>
    </message>
    <message>
        <source>A sweep trains one student for each combination of the values below, one after the other, and colours a heat map with their results. The teacher is trained and asked only once for all of them.</source>
        <translation>扫描会为下面各值的每种组合依次训练一个学生，并用结果给热力图着色。教师只需训练和询问一次，供所有运行使用。</translation>
    </message>
    <message>
        <source>Earlier sweeps</source>
        <translation>以前的扫描</translation>
    </message>
    <message>
        <source>as in the settings</source>
        <translation>与设置相同</translation>
    </message>
    <message>
        <source>Values apart by commas. A higher temperature shows more of what the teacher also considered.</source>
        <translation>各值用逗号分隔。温度越高，越能看出教师还考虑过什么。</translation>
    </message>
    <message>
        <source>From 0 to 1: how much the teacher&apos;s answers count beside the labels.</source>
        <translation>0 到 1：与标签相比，教师的回答占多大分量。</translation>
    </message>
    <message>
        <source>Several seeds tell luck from gain: results are averaged, and each seed has a teacher of its own.</source>
        <translation>多个种子能区分运气和真正的提升：结果取平均，每个种子有自己的教师。</translation>
    </message>
    <message>
        <source>&amp;Begin with:</source>
        <translation>从此开始(&amp;B)：</translation>
    </message>
    <message>
        <source>&amp;Temperatures:</source>
        <translation>温度(&amp;T)：</translation>
    </message>
    <message>
        <source>&amp;Alphas:</source>
        <translation>Alpha 值(&amp;A)：</translation>
    </message>
    <message>
        <source>S&amp;eeds:</source>
        <translation>随机种子(&amp;E)：</translation>
    </message>
    <message>
        <source>Na&amp;me:</source>
        <translation>名称(&amp;M)：</translation>
    </message>
    <message>
        <source>Compare &amp;recipes</source>
        <translation>比较配方(&amp;R)</translation>
    </message>
    <message>
        <source>The runs of the sweep</source>
        <translation>扫描中的各次运行</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Start the sweep</source>
        <translation>开始扫描(&amp;S)</translation>
    </message>
    <message>
        <source>A run is under way. The sweep can be started when it is done.</source>
        <translation>有一次运行正在进行。等它完成后才能开始扫描。</translation>
    </message>
    <message>
        <source>%1 of %2 runs finished</source>
        <translation>已完成 %1 次运行，共 %2 次</translation>
    </message>
    <message>
        <source>Open to go on</source>
        <translation>打开并继续</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>button and the sweep it is for</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>distillab::ui::TablePreviewModel</name>
    <message>
        <source>Column %1</source>
        <translation>第 %1 列</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>second text</source>
        <translation>第二段文本</translation>
    </message>
    <message>
        <source>label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>column and what it is for</comment>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>distillab::ui::TaskPage</name>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>In a distillation a large network, the teacher, passes on what it knows to a small one, the student. Choose what the student shall learn; the next pages ask for one thing each, and every answer has a good default.</source>
        <translation>在蒸馏中，一个大网络（教师）把所知传授给一个小网络（学生）。请选择学生要学什么；接下来每页只问一件事，每个问题都有合适的默认值。</translation>
    </message>
    <message>
        <source>What shall the student learn?</source>
        <translation>学生要学什么？</translation>
    </message>
    <message>
        <source>To sort &amp;pictures into classes</source>
        <translation>把图片分成不同类别(&amp;P)</translation>
    </message>
    <message>
        <source>For example: is this a shoe, a bag or a shirt? You need pictures of which the class is known.</source>
        <translation>例如：这是鞋、包还是衬衫？您需要已知类别的图片。</translation>
    </message>
    <message>
        <source>What is going to happen</source>
        <translation>将会发生什么</translation>
    </message>
    <message>
        <source>1. The teacher learns</source>
        <translation>1. 教师学习</translation>
    </message>
    <message>
        <source>from your labelled pictures, or comes ready from an earlier run.</source>
        <translation>从您带标签的图片中学习，或直接使用早先运行中训练好的教师。</translation>
    </message>
    <message>
        <source>2. It gives soft targets</source>
        <translation>2. 教师给出软目标</translation>
    </message>
    <message>
        <source>not just “ankle boot”, but also “a little like a sneaker”.</source>
        <translation>不只是“踝靴”，还有“有点像运动鞋”。</translation>
    </message>
    <message>
        <source>3. The student learns</source>
        <translation>3. 学生学习</translation>
    </message>
    <message>
        <source>from labels and soft targets together, and becomes better than it would alone.</source>
        <translation>同时从标签和软目标中学习，比独自学习学得更好。</translation>
    </message>
    <message>
        <source>&amp;Reset all pages to the sample&apos;s settings</source>
        <translation>将所有页面重置为示例的设置(&amp;R)</translation>
    </message>
    <message>
        <source>To sort te&amp;xts into classes</source>
        <translation>给文本分类(&amp;X)</translation>
    </message>
    <message>
        <source>For example: does this review praise the film or not? You need a table of texts with labels.</source>
        <translation>例如：这条评论是在称赞这部电影吗？您需要一张带标签的文本表格。</translation>
    </message>
    <message>
        <source>your task from labelled texts, unless it knows the task already.</source>
        <translation>从带标签的文本中学会您的任务，除非它已经会了。</translation>
    </message>
    <message>
        <source>not just “positive”, but also “with some doubt”.</source>
        <translation>不只是“好评”，还有“略有怀疑”。</translation>
    </message>
</context>
<context>
    <name>distillab::ui::TeacherFile</name>
    <message>
        <source>I trust who made it: &amp;let it run</source>
        <translation>我信任它的作者：允许运行(&amp;L)</translation>
    </message>
    <message>
        <source>TorchScript file of the teacher</source>
        <translation>教师的 TorchScript 文件</translation>
    </message>
    <message>
        <source>ONNX file of the teacher</source>
        <translation>教师的 ONNX 文件</translation>
    </message>
    <message>
        <source>Bro&amp;wse…</source>
        <translation>浏览(&amp;W)…</translation>
    </message>
    <message>
        <source>A file that torch.jit.save wrote. It is a program: it could do anything on this computer that you can. An ONNX file is only data.</source>
        <translation>由 torch.jit.save 写出的文件。它是程序：您在这台电脑上能做的事它都能做。ONNX 文件则只是数据。</translation>
    </message>
    <message>
        <source>A file that any framework exports, with one answer (logits) per example. Only its answers can be learned, nothing of what goes on inside.</source>
        <translation>任何框架都能导出的文件，对每个例子给出一个回答（logits）。只能学习它的回答，学不到内部的情况。</translation>
    </message>
    <message>
        <source>TorchScript (*.pt *.pth *.ts *.torchscript)</source>
        <translation>TorchScript (*.pt *.pth *.ts *.torchscript)</translation>
    </message>
    <message>
        <source>ONNX (*.onnx)</source>
        <translation>ONNX (*.onnx)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Run this file?</source>
        <translation>运行此文件？</translation>
    </message>
    <message>
        <source>A TorchScript file is a program. When it runs, it could read, change or send anything on this computer that you can.

%1

Run it?</source>
        <translation>TorchScript 文件是程序。运行时，凡是您能读取、修改或发送的内容，它也都可以。

%1

要运行它吗？</translation>
    </message>
    <message>
        <source>&amp;Run it</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;No</source>
        <translation>否(&amp;N)</translation>
    </message>
</context>
<context>
    <name>distillab::ui::TeacherPage</name>
    <message>
        <source>Teacher</source>
        <translation>教师</translation>
    </message>
    <message>
        <source>The teacher is the network that knows. It should be clearly larger than the student; it is only needed while the student learns, so it may be slow.</source>
        <translation>教师是掌握知识的网络。它应当明显大于学生；只在学生学习期间才需要它，所以慢一些也无妨。</translation>
    </message>
    <message>
        <source>&amp;Train a teacher here</source>
        <translation>在这里训练教师(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Use the teacher of an earlier run</source>
        <translation>使用早先运行中的教师(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Model:</source>
        <translation>模型(&amp;M)：</translation>
    </message>
    <message>
        <source>%1: %2 parameters</source>
        <translation>%1：参数量 %2</translation>
    </message>
    <message>
        <source>An ONN&amp;X file</source>
        <translation>ONNX 文件(&amp;X)</translation>
    </message>
    <message>
        <source>A Torc&amp;hScript file</source>
        <translation>TorchScript 文件(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Keep the teacher&apos;s answers for later runs</source>
        <translation>保留教师的回答供以后的运行使用(&amp;K)</translation>
    </message>
    <message>
        <source>A later run with the same data and the same teacher then need not ask again.</source>
        <translation>以后用同样的数据和同一位教师运行时，就不必重新询问。</translation>
    </message>
</context>
<context>
    <name>distillab::ui::TemperedAnswers</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1和%2</translation>
    </message>
    <message>
        <source>%1, %2 and %3</source>
        <translation>%1、%2和%3</translation>
    </message>
    <message>
        <source>The teacher was not asked about this item.</source>
        <translation>这一项没有问过教师。</translation>
    </message>
    <message>
        <source>At this temperature all classes look nearly alike: what the teacher knows is hard to see.</source>
        <translation>在这个温度下，所有类别看上去几乎一样：很难看出教师知道什么。</translation>
    </message>
    <message>
        <source>“%1” (%2)</source>
        <comment>a class and its share</comment>
        <translation>“%1”（%2）</translation>
    </message>
    <message>
        <source>The teacher saw “%1” and next to nothing else: raise the temperature to see what comes close.</source>
        <translation>教师只看到“%1”，几乎没有别的：提高温度，看看什么与它接近。</translation>
    </message>
    <message>
        <source>Besides “%1”, the teacher saw some %2.</source>
        <translation>除“%1”外，教师还看到了一些%2。</translation>
    </message>
</context>
<context>
    <name>distillab::ui::TextDataPage</name>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>The texts that teacher and student learn from: a table with a column of texts and a column of labels. A part of the rows is held back to notice when learning stops helping, another to give the final marks.</source>
        <translation>教师和学生学习所用的文本：一张表格，一列是文本，一列是标签。一部分行留作验证，用来发现学习何时不再有益；另一部分只用来给出最后的成绩。</translation>
    </message>
    <message>
        <source>&amp;Movie reviews: sentences rated by people</source>
        <translation>电影评论：由人评分的句子(&amp;M)</translation>
    </message>
    <message>
        <source>Your &amp;own texts</source>
        <translation>您自己的文本(&amp;O)</translation>
    </message>
    <message>
        <source>File with your texts</source>
        <translation>存放文本的文件</translation>
    </message>
    <message>
        <source>A CSV or TSV file, JSON lines, or Parquet. You can drop it here.</source>
        <translation>CSV、TSV、JSON lines 或 Parquet 文件。可以拖到这里。</translation>
    </message>
    <message>
        <source>Its columns</source>
        <translation>各列的用途</translation>
    </message>
    <message>
        <source>What the networks read.</source>
        <translation>网络读的内容。</translation>
    </message>
    <message>
        <source>What they shall answer.</source>
        <translation>网络要给出的答案。</translation>
    </message>
    <message>
        <source>Only where two texts are to be compared.</source>
        <translation>只在比较两段文本时需要。</translation>
    </message>
    <message>
        <source>The label is a &amp;rating</source>
        <translation>标签是评分(&amp;R)</translation>
    </message>
    <message>
        <source>A rating above this number counts as positive.</source>
        <translation>评分高于此数算作正面。</translation>
    </message>
    <message>
        <source>Leave &amp;unusable rows out</source>
        <translation>略去无法使用的行(&amp;U)</translation>
    </message>
    <message>
        <source>Te&amp;xt:</source>
        <translation>文本(&amp;X)：</translation>
    </message>
    <message>
        <source>L&amp;abel:</source>
        <translation>标签(&amp;A)：</translation>
    </message>
    <message>
        <source>Secon&amp;d text:</source>
        <translation>第二段文本(&amp;D)：</translation>
    </message>
    <message>
        <source>&amp;Positive above:</source>
        <translation>高于此数为正面(&amp;P)：</translation>
    </message>
    <message>
        <source>How much of it</source>
        <translation>用多少</translation>
    </message>
    <message>
        <source>A longer text loses its end. Short ones cost no more for a large number.</source>
        <translation>更长的文本会被截去末尾。数值大时，短文本并不会更慢。</translation>
    </message>
    <message>
        <source>Most to&amp;kens:</source>
        <translation>最多词元数(&amp;K)：</translation>
    </message>
    <message>
        <source>A look at it</source>
        <translation>看一看</translation>
    </message>
    <message>
        <source>The first rows of the table</source>
        <translation>表格的前几行</translation>
    </message>
    <message>
        <source>As the teacher reads it</source>
        <translation>教师眼中的文本</translation>
    </message>
    <message>
        <source>Reading the texts…</source>
        <translation>正在读取文本…</translation>
    </message>
    <message>
        <source>Nothing to show yet.</source>
        <translation>还没有可显示的内容。</translation>
    </message>
    <message>
        <source>%1, %2: %3 rows for training, %4 for validation, %5 for the test.</source>
        <translation>%1，%2：训练 %3 行，验证 %4 行，测试 %5 行。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 of %2 rows cannot be used:</source>
        <translation>%2 行中有 %1 行无法使用：</translation>
    </message>
    <message>
        <source>Choose a row of the table.</source>
        <translation>请在表格中选择一行。</translation>
    </message>
    <message>
        <source>Once the teacher is chosen, the chosen row is shown in its tokens here.</source>
        <translation>选好教师后，所选的行会以它的词元显示在这里。</translation>
    </message>
    <message>
        <source>Row %1: the first %2 tokens are read, %3 are cut off.</source>
        <translation>第 %1 行：读前 %2 个词元，截去 %3 个。</translation>
    </message>
    <message>
        <source>Row %1: %2 tokens, all of them are read.</source>
        <translation>第 %1 行：%2 个词元，全部读入。</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt *.jsonl *.ndjson *.json *.parquet)</source>
        <translation>表格 (*.csv *.tsv *.txt *.jsonl *.ndjson *.json *.parquet)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>distillab::ui::TextTeacherPage</name>
    <message>
        <source>Teacher</source>
        <translation>教师</translation>
    </message>
    <message>
        <source>The teacher is a language model that has read much. If it does not know your task yet, it learns it first, which is called fine-tuning. It is only needed while the student learns, so it may be slow.</source>
        <translation>教师是读过大量文本的语言模型。如果它还不会您的任务，就先学会它，这叫微调。只有学生学习时才需要教师，所以它慢一些也无妨。</translation>
    </message>
    <message>
        <source>A &amp;model in a folder</source>
        <translation>文件夹中的模型(&amp;M)</translation>
    </message>
    <message>
        <source>A model of the Hugging Face h&amp;ub</source>
        <translation>Hugging Face 模型中心的模型(&amp;U)</translation>
    </message>
    <message>
        <source>The &amp;teacher of an earlier run</source>
        <translation>以前运行的教师(&amp;T)</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>它是什么</translation>
    </message>
    <message>
        <source>Folder of the teacher&apos;s model</source>
        <translation>教师模型的文件夹</translation>
    </message>
    <message>
        <source>Bro&amp;wse…</source>
        <translation>浏览(&amp;W)…</translation>
    </message>
    <message>
        <source>As Hugging Face lays it out: config.json, the weights and the tokenizer&apos;s files. BERT, RoBERTa, DistilBERT, MobileBERT and ELECTRA are known.</source>
        <translation>按 Hugging Face 的布局：config.json、权重和分词器文件。支持 BERT、RoBERTa、DistilBERT、MobileBERT 和 ELECTRA。</translation>
    </message>
    <message>
        <source>Its fine-tuning</source>
        <translation>教师的微调</translation>
    </message>
    <message>
        <source>What is inside is known once it has been downloaded.</source>
        <translation>下载之后才知道里面有什么。</translation>
    </message>
    <message>
        <source>Nothing to show yet.</source>
        <translation>还没有可显示的内容。</translation>
    </message>
    <message>
        <source>If it has no head for your labels, it is fine-tuned first.</source>
        <translation>如果它没有对应您标签的输出层，就先微调。</translation>
    </message>
    <message>
        <source>%1 of %2 layers, %3 wide; %4 parameters, a vocabulary of %5 tokens, texts of up to %6 tokens.</source>
        <translation>%1，%2 层，宽 %3；%4 个参数，词表 %5 个词元，文本最多 %6 个词元。</translation>
    </message>
    <message>
        <source>It tells %1 labels apart already (%2): it teaches as it is.</source>
        <translation>它已能区分 %1 个标签（%2）：直接授课。</translation>
    </message>
    <message>
        <source>It has no head for the labels of your data: it is fine-tuned first.</source>
        <translation>它没有对应您数据标签的输出层：先微调。</translation>
    </message>
    <message>
        <source>An ONN&amp;X file</source>
        <translation>ONNX 文件(&amp;X)</translation>
    </message>
    <message>
        <source>A Torc&amp;hScript file</source>
        <translation>TorchScript 文件(&amp;H)</translation>
    </message>
    <message>
        <source>A chat model on a ser&amp;ver</source>
        <translation>服务器上的聊天模型(&amp;V)</translation>
    </message>
    <message>
        <source>Its answers</source>
        <translation>教师的回答</translation>
    </message>
    <message>
        <source>Answers with &amp;int8 layers</source>
        <translation>用 int8 层回答(&amp;I)</translation>
    </message>
    <message>
        <source>About twice as fast. Checked on a sample first: where its answers differ too much, it answers as it is.</source>
        <translation>大约快一倍。先在样本上检查：如果回答相差太大，就按原样回答。</translation>
    </message>
    <message>
        <source>&amp;Keep its answers for later runs</source>
        <translation>保留它的回答供以后的运行使用(&amp;K)</translation>
    </message>
    <message>
        <source>A later run with the same data and the same teacher then need not ask again.</source>
        <translation>以后用同样的数据和同一位教师运行时，就不必重新询问。</translation>
    </message>
    <message>
        <source>Nothing but its answers is known of it.</source>
        <translation>除了回答，对它一无所知。</translation>
    </message>
    <message>
        <source>It teaches as it is. What is inside cannot be passed on: neither words nor layers, and none of the losses that look inside.</source>
        <translation>直接授课。它的内部无法传授：词和层都不行，查看内部的损失也用不上。</translation>
    </message>
</context>
<context>
    <name>distillab::ui::TokenView</name>
    <message>
        <source>Tokens of the chosen row</source>
        <translation>所选行的词元</translation>
    </message>
</context>
<context>
    <name>distillab::ui::TrainingFields</name>
    <message>
        <source>&amp;Epochs:</source>
        <translation>轮数(&amp;E)：</translation>
    </message>
    <message>
        <source>&amp;Learning rate:</source>
        <translation>学习率(&amp;L)：</translation>
    </message>
    <message>
        <source>Batch si&amp;ze:</source>
        <translation>批大小(&amp;Z)：</translation>
    </message>
    <message>
        <source>&amp;Optimizer:</source>
        <translation>优化器(&amp;O)：</translation>
    </message>
    <message>
        <source>Sche&amp;dule:</source>
        <translation>学习率调度(&amp;D)：</translation>
    </message>
    <message>
        <source>How strongly it corrects itself.</source>
        <translation>每次修正自己的幅度。</translation>
    </message>
    <message>
        <source>The rule that turns errors into corrections.</source>
        <translation>把误差变成修正的规则。</translation>
    </message>
    <message>
        <source>How the learning rate changes during the training.</source>
        <translation>训练过程中学习率如何变化。</translation>
    </message>
    <message>
        <source>How often the network sees every example.</source>
        <translation>网络把每个样本看几遍。</translation>
    </message>
    <message>
        <source>How many examples it looks at for each correction.</source>
        <translation>每次修正前看多少个样本。</translation>
    </message>
</context>
<context>
    <name>distillab::ui::TrainingView</name>
    <message>
        <source>The run could not go on</source>
        <translation>运行无法继续</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>运行进度</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Holds the training after this step; nothing is lost.</source>
        <translation>在这一步之后暂停训练；不会丢失任何内容。</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>继续(&amp;R)</translation>
    </message>
    <message>
        <source>Goes on where the training was held or stopped.</source>
        <translation>从训练暂停或停止的地方继续。</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>Ends the training and keeps a checkpoint to go on from.</source>
        <translation>结束训练，并保存一个可供继续的检查点。</translation>
    </message>
    <message>
        <source>Loss of which network</source>
        <translation>哪个网络的损失</translation>
    </message>
    <message>
        <source>S&amp;mooth</source>
        <translation>平滑(&amp;M)</translation>
    </message>
    <message>
        <source>Draws the trend; what was measured stays as a pale line behind it.</source>
        <translation>画出趋势；测得的值以浅色线条留在后面。</translation>
    </message>
    <message>
        <source>&amp;Log scale</source>
        <translation>对数刻度(&amp;L)</translation>
    </message>
    <message>
        <source>Equal steps upwards are equal factors: small differences late in training show.</source>
        <translation>向上的等距代表相等的倍数：训练后期的细小差别也看得出来。</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>The first point appears with the first step.</source>
        <translation>第一步完成后会出现第一个点。</translation>
    </message>
    <message>
        <source>Loss over steps</source>
        <translation>损失随步数的变化</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>A&amp;greement</source>
        <translation>一致率(&amp;G)</translation>
    </message>
    <message>
        <source>How often the student gives the same answer as its teacher, right or wrong.</source>
        <translation>学生有多少次与教师给出相同的回答，无论对错。</translation>
    </message>
    <message>
        <source>Share (%)</source>
        <translation>比例（%）</translation>
    </message>
    <message>
        <source>Epoch %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>a share of one hundred</comment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>The first point appears after the first epoch.</source>
        <translation>第一轮结束后会出现第一个点。</translation>
    </message>
    <message>
        <source>Accuracy over epochs</source>
        <translation>准确率随轮数的变化</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>total</source>
        <translation>总损失</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>一致率</translation>
    </message>
    <message>
        <source>Teacher, in the end</source>
        <translation>教师，最终</translation>
    </message>
    <message>
        <source>Without teacher, at best</source>
        <translation>无教师，最佳</translation>
    </message>
    <message>
        <source>Epoch (one pass over the training examples)</source>
        <translation>轮次（把训练样本过一遍）</translation>
    </message>
    <message>
        <source>Share of the validation examples that are named correctly.</source>
        <translation>验证样本中答对的比例。</translation>
    </message>
    <message>
        <source>How many points the trend averages</source>
        <translation>趋势线对多少个点取平均</translation>
    </message>
    <message numerus="yes">
        <source>The trend averages over about %n point(s).</source>
        <translation>
            <numerusform>趋势线约对 %n 个点取平均。</numerusform>
        </translation>
    </message>
    <message>
        <source>Paused: the run has nowhere to write</source>
        <translation>已暂停：运行无处可写</translation>
    </message>
    <message>
        <source>Paused: %1</source>
        <translation>已暂停：%1</translation>
    </message>
    <message>
        <source>The disk takes files again: the run goes on.</source>
        <translation>磁盘又可以写入：运行继续。</translation>
    </message>
</context>
<context>
    <name>distillab::ui::UndoBar</name>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The bin still has it.</source>
        <translation>回收站里还有。</translation>
    </message>
</context>
<context>
    <name>distillab::ui::UnlabelledCard</name>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>&amp;Further texts: without labels, changed copies</source>
        <translation>更多文本：无标签的、改动的副本(&amp;F)</translation>
    </message>
    <message>
        <source>of all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Of only this many training rows. The labels of the others are hidden.</source>
        <translation>只使用这么多训练行的标签，其余的标签会隐藏。</translation>
    </message>
    <message>
        <source>Rows of which it is less sure are left out.</source>
        <translation>把握不足的行会略去。</translation>
    </message>
    <message>
        <source>&amp;The teacher&apos;s answer becomes the label</source>
        <translation>以教师的回答为标签(&amp;T)</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Of every training text, changed at random. The teacher answers them.</source>
        <translation>每条训练文本随机改动后的副本，由教师回答。</translation>
    </message>
    <message>
        <source>The share of a copy&apos;s words that are hidden.</source>
        <translation>副本中被隐藏的词所占的比例。</translation>
    </message>
    <message>
        <source>The share of the copies that are cut to one to five words.</source>
        <translation>被截成一到五个词的副本所占的比例。</translation>
    </message>
    <message>
        <source>Labels used:</source>
        <translation>使用的标签：</translation>
    </message>
    <message>
        <source>Sure by at least:</source>
        <translation>把握至少：</translation>
    </message>
    <message>
        <source>Otherwise rows without a label teach by the teacher&apos;s soft targets alone.</source>
        <translation>否则，没有标签的行只通过教师的软目标授课。</translation>
    </message>
    <message>
        <source>Changed copies:</source>
        <translation>改动的副本：</translation>
    </message>
    <message>
        <source>Words hidden:</source>
        <translation>隐藏的词：</translation>
    </message>
    <message>
        <source>Copies cut short:</source>
        <translation>截短的副本：</translation>
    </message>
    <message>
        <source>Brow&amp;se…</source>
        <translation>浏览(&amp;S)…</translation>
    </message>
    <message>
        <source>File with texts without labels:</source>
        <translation>无标签文本的文件：</translation>
    </message>
    <message>
        <source>A further table with the same columns. The teacher answers its texts, and the student learns from the answers.</source>
        <translation>另一张列相同的表格。教师回答其中的文本，学生从这些回答中学习。</translation>
    </message>
    <message>
        <source>File with texts without labels</source>
        <translation>无标签文本的文件</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt *.jsonl *.ndjson *.json *.parquet)</source>
        <translation>表格 (*.csv *.tsv *.txt *.jsonl *.ndjson *.json *.parquet)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>distillab::ui::Wizard</name>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>上一步(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>下一步(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>开始(&amp;S)</translation>
    </message>
    <message>
        <source>Asking the teacher for a few answers…</source>
        <translation>正在请教师回答几个问题…</translation>
    </message>
    <message>
        <source>Reading the pictures…</source>
        <translation>正在读取图片…</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>title of a page: what is wrong on it</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Reading the texts…</source>
        <translation>正在读取文本…</translation>
    </message>
</context>
<context>
    <name>distillab::ui::Words</name>
    <message>
        <source>estimating the time left…</source>
        <translation>正在估算剩余时间…</translation>
    </message>
    <message>
        <source>a few seconds left</source>
        <translation>还剩几秒</translation>
    </message>
    <message>
        <source>about %1 seconds left</source>
        <translation>还剩约 %1 秒</translation>
    </message>
    <message>
        <source>about 1 minute left</source>
        <translation>还剩约 1 分钟</translation>
    </message>
    <message>
        <source>about %1 minutes left</source>
        <translation>还剩约 %1 分钟</translation>
    </message>
    <message>
        <source>about 1 hour left</source>
        <translation>还剩约 1 小时</translation>
    </message>
    <message>
        <source>about %1 hours left</source>
        <translation>还剩约 %1 小时</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>%1 points below</source>
        <translation>低 %1 个百分点</translation>
    </message>
    <message>
        <source>%1 points above</source>
        <translation>高 %1 个百分点</translation>
    </message>
    <message>
        <source>about the same</source>
        <translation>大致相同</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>A workbench in which a large network teaches a small one.</source>
        <translation>一个让大网络教小网络的工作台。</translation>
    </message>
    <message>
        <source>Show the window, load the engine, quit.</source>
        <translation>显示窗口，加载引擎，然后退出。</translation>
    </message>
    <message>
        <source>A run folder, an experiment.yaml, a hand-out or a lesson to open.</source>
        <translation>要打开的运行文件夹、experiment.yaml、分发文件或课程。</translation>
    </message>
    <message>
        <source>Language of the window, zh_CN or en, instead of the chosen one.</source>
        <translation>窗口的语言，zh_CN 或 en，代替已选择的语言。</translation>
    </message>
</context>
</TS>
